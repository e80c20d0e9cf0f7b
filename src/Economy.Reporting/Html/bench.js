'use strict';
// The bench: a run under way, to be watched and touched. Asks for news, and sends what is moved; the whole report lies below, folded.

const bench = el('div', { id: 'bench' });
const whole = el('details', { id: 'whole' }, el('summary', {}, 'The whole report so far'));
document.body.insertBefore(bench, page);
document.body.insertBefore(whole, page);
whole.append(page);
const STARTING = ['ticks.price_index', 'ticks.money_supply_minor', 'ticks.wealth_gini', 'ticks.utility_utils', 'markets.price_minor', 'subsystems.participants'];
const rows = new Map(), cards = new Map();
let catalogue, state, shownTick = -1, isLost = false;

const ask = async path => {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
};

/** Sends what the reader wants of the run; says why where it cannot be. */
async function touch(what) {
  const answer = await fetch('touch', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(what) });
  const said = await answer.json();
  say(answer.ok ? '' : said.problem);
  if (answer.ok) show(said);
  return answer.ok;
}
const say = text => { problem.textContent = text; problem.hidden = !text; };

// The bar: where the run is, and what moves it.
const phase = el('span', { id: 'phase', class: 'pill' }), tickNow = el('b', { id: 'tick' }, '0'), tickLast = el('span', { class: 'soft' });
const settled = el('span', { class: 'soft' }), problem = el('p', { id: 'problem', class: 'bad', role: 'alert', hidden: '' });
const go = el('button', { id: 'go', type: 'button', class: 'main' }), step = el('button', { id: 'step', type: 'button', title: 'Run this many ticks, then pause (key: s)' }, 'Step');
const many = el('input', { id: 'many', type: 'number', min: 1, max: 1000000, value: 1, 'aria-label': 'Ticks of a step' });
const pace = el('select', { id: 'pace', 'aria-label': 'Pace' }, [[0, 'full speed'], [50, '50 ticks/s'], [20, '20 ticks/s'], [10, '10 ticks/s'], [5, '5 ticks/s'], [2, '2 ticks/s'], [1, '1 tick/s'], [0.2, '1 tick in 5 s']].map(([n, t]) => el('option', { value: n }, t)));
const track = el('div', { class: 'track' }), done = el('i', {});

function bar() {
  track.append(done);
  go.addEventListener('click', () => touch({ do: state.run.phase.startsWith('paus') ? 'go' : 'pause' }));
  step.addEventListener('click', () => touch({ do: 'step', number: Math.max(1, Math.round(many.value) || 1) }));
  pace.addEventListener('change', () => touch({ do: 'pace', number: Number(pace.value) }));
  addEventListener('keydown', e => {
    if (/^(INPUT|SELECT|TEXTAREA|BUTTON|SUMMARY)$/.test(e.target.tagName) || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === ' ') { e.preventDefault(); go.click(); }
    if (e.key === 's') step.click();
  });
  return el('div', { class: 'helm' },
    el('div', { class: 'where' }, el('strong', {}, data.run.name), phase, el('span', {}, 'tick ', tickNow, ' ', tickLast), settled),
    el('div', { class: 'moves' }, catalogue.canTouch ? [go, step, many, pace] : null), track, problem);
}

// The keys: a slider, a switch or a choice for each, by section.
const named = key => key.replaceAll(/([A-Z])/g, ' $1').toLowerCase().replace(/^./, c => c.toUpperCase());
/** The next of 1, 2, 5, 10, 20 … that is not below. */
const nice = x => { const ten = 10 ** Math.floor(Math.log10(x)); return ten * ([1, 2, 5, 10].find(m => m * ten >= x) ?? 10); };

/** The part of a key's range that its slider spans: all of it where that is at most 1, else some times its first value; typing goes anywhere. */
function span(key) {
  const first = Math.abs(Number(key.first) || 0), [least, most] = [key.min ?? -Infinity, key.max ?? Infinity];
  if (most - least <= 1) return [least, most];
  const high = Math.min(most, first > 0 ? nice(4 * first) : /^(share|per tick)/.test(key.unit) ? 1 : 100);
  return [Math.max(least, least < 0 ? -high : 0), high];
}

function keyRow(key, index) {
  const id = `key-${index}`;
  const label = el('label', { for: id, title: `${key.meaning}\n${key.path}` }, named(key.path.split('.').at(-1)));
  const fate = el('span', { class: 'fate' });
  const set = async value => { if (!await touch({ do: 'set', key: key.path, value: String(value) })) row.take(row.value); };
  const row = { key, value: '', isHeld: false, fate };
  if (key.type === 'switch' || key.type === 'choice') {
    const input = key.type === 'switch' ? el('input', { id, type: 'checkbox', role: 'switch', 'data-key': key.path })
      : el('select', { id, 'data-key': key.path }, key.words.map(w => el('option', { value: w }, w)));
    input.addEventListener('change', () => set(key.type === 'switch' ? input.checked : input.value));
    row.take = value => { row.value = value; if (key.type === 'switch') input.checked = value === 'true'; else input.value = value; };
    row.element = el('div', { class: 'row' }, label, input, fate);
    return row;
  }
  const slider = el('input', { id, type: 'range', 'data-key': key.path, title: key.meaning });
  const box = el('input', { type: 'number', step: 'any', min: key.min, max: key.max, 'aria-label': `${key.path}, exactly`, placeholder: 'none', title: `from ${key.min == null ? '…' : number(key.min)} to ${key.max == null ? '…' : number(key.max)} ${key.unit}` });
  const ends = el('span', { class: 'ends' }), range = span(key);
  slider.addEventListener('input', () => { row.isHeld = true; box.value = slider.value; });
  slider.addEventListener('change', () => { row.isHeld = false; set(slider.value); });
  box.addEventListener('focus', () => { row.isHeld = true; });
  box.addEventListener('blur', () => { row.isHeld = false; row.take(row.value); });
  box.addEventListener('change', () => { if (box.value !== '') set(box.value); });
  row.take = value => {
    row.value = value;
    if (row.isHeld) return;
    const x = Number(value) || 0;
    if (value !== '' && x < range[0]) range[0] = Math.max(key.min ?? -Infinity, x < 0 ? -nice(-x) : x);
    if (x > range[1]) range[1] = Math.min(key.max ?? Infinity, nice(x));
    const [low, high] = range;
    slider.min = low; slider.max = high;
    slider.step = key.type === 'whole' ? Math.max(1, nice((high - low) / 500)) : Number(nice((high - low) / 400).toPrecision(1));
    slider.value = value === '' ? low : value; box.value = value;
    ends.replaceChildren(el('span', {}, number(low)), el('span', {}, key.unit), el('span', {}, number(high)));
  };
  row.element = el('div', { class: 'row' }, label, box, slider, ends, fate);
  return row;
}

function keysPanel() {
  const find = el('input', { type: 'search', id: 'find', placeholder: 'Find a key, such as tax', 'aria-label': 'Find a key' });
  const groups = new Map();
  catalogue.keys.forEach((key, i) => {
    const section = key.path.split('.').slice(0, -1).join(' › ');
    if (!groups.has(section)) groups.set(section, el('details', {}, el('summary', {}, section)));
    const row = keyRow(key, i);
    rows.set(key.path, row);
    groups.get(section).append(row.element);
  });
  for (const [section, group] of groups) if (/^(money|levies|subsystems › [^›]+)$/.test(section)) group.open = section === 'money';
  find.addEventListener('input', () => {
    const wanted = find.value.trim().toLowerCase(), parts = wanted.split(/\s+/);
    for (const group of groups.values()) {
      let any = false;
      for (const row of rows.values()) if (group.contains(row.element)) {
        const text = `${row.key.path} ${named(row.key.path)} ${row.key.meaning}`.toLowerCase();
        row.element.hidden = !parts.every(part => text.includes(part));
        any ||= !row.element.hidden;
      }
      group.hidden = !any;
      if (wanted && group.dataset.was == null) group.dataset.was = group.open;
      if (wanted) group.open = any;
      else if (group.dataset.was != null) { group.open = group.dataset.was === 'true'; delete group.dataset.was; }
    }
  });
  const log = el('ol', { id: 'log' });
  return el('aside', {}, el('h2', {}, 'Rules'), el('p', { class: 'soft' }, 'What you move takes effect at the next tick and is written into the calendar of the run: it can be run again to the same digest.'),
    find, [...groups.values()], el('h2', {}, 'Moved so far'), log);
}

// The charts: any column of any table, of this run and of the one beside it.
function chartsPanel() {
  const tables = el('select', { id: 'table', 'aria-label': 'Table' }, catalogue.tables.map(t => el('option', { value: t.name, title: t.meaning }, t.title)));
  const columns = el('select', { id: 'column', 'aria-label': 'Column' });
  const fill = () => columns.replaceChildren(...catalogue.tables.find(t => t.name === tables.value).columns.map(c => el('option', { value: c.header, title: c.meaning }, c.title)));
  const add = el('button', { type: 'button', id: 'add' }, 'Add chart');
  tables.addEventListener('change', fill);
  add.addEventListener('click', () => pin(`${tables.value}.${columns.value}`));
  fill();
  return el('section', { class: 'live' }, el('div', { class: 'pick' }, tables, columns, add, catalogue.beside ? el('span', { class: 'soft' }, 'solid: this run · dotted: ', el('b', {}, catalogue.beside), ', beside it') : null), el('div', { class: 'figures', id: 'pins' }));
}

function pin(id) {
  if (cards.has(id)) return cards.get(id).element.scrollIntoView({ block: 'nearest' });
  const [tableName, header] = id.split('.'), t = catalogue.tables.find(x => x.name === tableName), c = t?.columns.find(x => x.header === header);
  if (!c) return;
  const place = el('div', { class: 'chart' }), key = el('ul', { class: 'key' }), last = el('span', { class: 'last' });
  const drop = el('button', { type: 'button', class: 'drop', title: 'Remove this chart', 'aria-label': `Remove ${c.title}` }, '×');
  const element = el('figure', { 'data-chart': id, title: c.meaning }, el('figcaption', {}, tableName === 'ticks' ? c.title : `${t.title}: ${c.title.toLowerCase()}`, el('small', {}, c.unit), last, drop), key, place);
  drop.addEventListener('click', () => { cards.get(id).chart?.dispose(); cards.delete(id); element.remove(); remember(); });
  cards.set(id, { id, element, place, key, last, unit: c.unit });
  document.getElementById('pins').append(element);
  remember();
  shownTick = -1;
}
const memory = 'economy-bench-charts';
function remember() { try { localStorage.setItem(memory, JSON.stringify([...cards.keys()])); } catch { /* kept for this page only */ } }
function remembered() { try { return JSON.parse(localStorage.getItem(memory)) ?? STARTING; } catch { return STARTING; } }

const at = (ticks, curve, tick) => { for (let i = ticks.length - 1; i >= 0; i--) if (ticks[i] <= tick && curve[i] != null) return curve[i]; return null; };
function draw(card, { run: mine, beside }) {
  if (!mine) return;
  const series = (of, isBeside) => of.series.map((s, i) => {
    const line = p => of.ticks.map((t, k) => [t, p[k]]).filter(([, y]) => y != null || !(s.low || of.isOfStates));
    return { name: [s.name || (isBeside ? '' : 'this run'), isBeside ? catalogue.beside : ''].filter(x => x).join(' · '), points: line(s.curve), colour: () => colour(i), dash: isBeside ? 'dotted' : 'solid', isBeside, band: s.low && !isBeside ? { low: line(s.low), high: line(s.high) } : null };
  });
  const all = [...series(mine, false), ...beside ? series(beside, true) : []];
  const now = mine.ticks.at(-1), one = mine.series.length === 1 ? at(mine.ticks, mine.series[0].curve, now) : null;
  const other = one != null && beside?.series.length === 1 ? at(beside.ticks, beside.series[0].curve, now) : null;
  card.last.textContent = one == null ? '' : number(one) + (other ? ` (${one >= other ? '+' : '−'}${percent(Math.abs(one / other - 1))} to ${catalogue.beside})` : '');
  card.key.replaceChildren(...all.length < 2 ? [] : all.map(s => el('li', {}, swatch(s), s.name)), ...mine.of > mine.series.length ? [el('li', {}, `the ${mine.series.length} largest of ${mine.of}`)] : []);
  if (typeof echarts === 'undefined') { card.place.textContent = 'This page was written without its charting library.'; return; }
  card.chart ??= echarts.init(card.place, null, { renderer: 'svg' });
  const marks = [...state.run?.changes ?? [], ...state.run?.calendar ?? []].filter(c => c.tick <= Math.max(now, 1));
  card.chart.setOption({
    animation: false, textStyle: { fontFamily: 'system-ui, "Segoe UI", Roboto, sans-serif' }, grid: { left: 6, right: 18, top: 14, bottom: 26, containLabel: true },
    tooltip: { trigger: 'axis', confine: true, backgroundColor: style('--card'), borderColor: style('--line'), textStyle: { color: style('--ink'), fontSize: 12 }, valueFormatter: number, axisPointer: { lineStyle: { color: style('--faint') } } },
    xAxis: axis({ type: 'value', name: 'tick', nameLocation: 'middle', nameGap: 24, min: 0, max: Math.max(now, beside?.ticks.at(-1) ?? 0, 1), minInterval: 1, splitLine: { show: false } }, axisNumber),
    yAxis: axis({ type: 'value', scale: true }, axisNumber),
    series: all.flatMap((s, i) => [...band(s), {
      name: s.name, type: 'line', data: s.points, showSymbol: s.points.filter(([, y]) => y != null).length < 3, symbolSize: 5, color: s.colour(), z: s.isBeside ? 2 : 3, connectNulls: s.band != null,
      lineStyle: { width: s.isBeside ? 1.6 : 1.9, type: s.dash, opacity: s.isBeside ? 0.75 : 1 },
      markLine: i > 0 ? undefined : { symbol: 'none', silent: true, animation: false, label: { show: false }, lineStyle: { color: style('--faint'), type: [2, 3], width: 1 }, data: marks.map(m => ({ xAxis: m.tick })) },
    }]),
  }, true);
}

// News.
function show(next) {
  state = next;
  const now = state.run, tick = now?.tick ?? state.tick, last = now?.ticks ?? data.run.ticks;
  const kind = state.isComplete ? 'complete' : now?.phase === 'over' ? 'settling and writing' : now?.phase ?? 'running';
  phase.textContent = kind; phase.dataset.phase = kind.split(' ')[0];
  tickNow.textContent = exact(tick); tickLast.textContent = `of ${exact(last)}`;
  settled.textContent = [now?.settlement, state.beside ? `beside: ${state.beside.name}, tick ${exact(state.beside.tick)}` : null].filter(x => x).join(' · ');
  done.style.width = `${100 * tick / Math.max(1, last)}%`;
  if (!now) return;
  go.textContent = now.phase.startsWith('paus') ? '▶ Go' : '⏸ Pause';
  go.title = 'Key: space';
  const isEnded = state.isComplete || now.phase === 'over';
  for (const b of [go, step, many, pace]) b.disabled = isEnded;
  if (document.activeElement !== pace) pace.value = String(now.ticksPerSecond);
  track.replaceChildren(done, ...[...now.calendar, ...now.changes].map(c => { const m = el('em', { title: `tick ${c.tick}: ${c.key} ${c.from} → ${c.to}` }); m.style.left = `${100 * c.tick / Math.max(1, last)}%`; return m; }));
  catalogue.keys.forEach((key, i) => {
    const row = rows.get(key.path), waits = now.waiting[key.path];
    const shown = waits ?? now.values[i];
    if (row.value !== shown) row.take(shown);
    row.element.classList.toggle('waits', waits != null);
    row.element.classList.toggle('moved', waits == null && now.values[i] !== key.first);
    const text = waits != null ? `from ${now.phase === 'paused' ? `tick ${tick + 1}` : 'the next tick'} on (now ${now.values[i] || 'none'})` : now.values[i] !== key.first ? `was ${key.first || 'none'}` : '';
    if (row.fate.dataset.text !== text) {
      row.fate.dataset.text = text;
      row.fate.replaceChildren(text, ...text && waits != null ? [button('take back', () => touch({ do: 'take-back', key: key.path }))] : text && key.first ? [button('put back', () => touch({ do: 'set', key: key.path, value: key.first }))] : []);
    }
    for (const input of row.element.querySelectorAll('input, select')) input.disabled = isEnded;
  });
  const entries = now.changes.map(c => `tick ${c.tick}: ${c.key} ${c.from || 'none'} → ${c.to}`);
  const log = document.getElementById('log');
  if (log.dataset.entries !== `${entries.length}`) log.replaceChildren(...entries.length ? entries.map(t => el('li', {}, t)) : [el('li', { class: 'soft' }, 'nothing yet')]);
  log.dataset.entries = entries.length;
}
const button = (text, act) => { const b = el('button', { type: 'button', class: 'plain' }, text); b.addEventListener('click', act); return b; };

async function drawCharts() {
  shownTick = state.run?.tick ?? state.tick;
  const drawn = await ask(`charts?${[...cards.keys()].map(encodeURIComponent).join('&')}`);
  for (const chart of drawn) if (cards.has(chart.id)) draw(cards.get(chart.id), chart);
}

/** The report anew, but where the reader is and what the reader has unfolded stay. */
async function refreshReport() {
  const next = await ask('data');
  const unfolded = new Set([...page.querySelectorAll('details[open] > summary')].map(s => s.textContent));
  page.style.minHeight = `${page.offsetHeight}px`;
  for (const c of charts) c.chart?.dispose();
  charts.length = 0;
  page.replaceChildren();
  data = next;
  render();
  if (whole.open) drawAll();
  for (const summary of page.querySelectorAll('details > summary')) summary.parentElement.open = unfolded.has(summary.textContent);
  page.style.minHeight = '';
}

function end() {
  whole.open = true;
  drawAll();
  const changed = state.run?.changes.length ?? 0;
  whole.querySelector('summary').textContent = 'The report';
  document.querySelector('.helm').append(el('p', { id: 'end' }, `The run is complete. Economy digest ${data.run.economyDigest}. `, changed ? `${changed} change${changed > 1 ? 's' : ''} by hand stand in its calendar: ` : 'To run it again: ', mono(`economy run runs/${data.run.name}/scenario.yaml --name again`)));
  document.documentElement.dataset.ended = 'true';
}

async function follow() {
  try {
    show(await ask('state'));
    const tick = state.run?.tick ?? state.tick, isComplete = state.isComplete;
    if (tick !== shownTick || state.beside || isComplete) await drawCharts();
    if (isComplete) { await refreshReport(); return end(); }
    if (whole.open && data.run.running !== tick) await refreshReport();
  } catch (gone) {
    if (!isLost) bench.prepend(el('p', { class: 'verdict bad' }, 'The run has ended or was stopped; what is below is the last that was heard of it.'));
    isLost = true;
    return;
  }
  setTimeout(follow, state.run?.phase === 'paused' ? 500 : 300);
}

(async () => {
  catalogue = await ask('catalogue');
  bench.append(bar(), el('div', { class: 'desk' }, catalogue.canTouch ? keysPanel() : null, chartsPanel()));
  show(await ask('state'));
  for (const id of remembered()) pin(id);
  whole.addEventListener('toggle', () => { if (whole.open) drawAll(); });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { shownTick = -1; });
  addEventListener('resize', () => { for (const c of cards.values()) c.chart?.resize(); });
  document.documentElement.dataset.ready = 'true';
  follow();
})();
