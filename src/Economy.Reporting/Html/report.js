'use strict';
let run, totals, ticks, hours, economy; // of the data that is shown
const points = curve => ticks.map((t, i) => [t, curve[i]]);
const of = (groups, measure, extra) => groups.map((g, i) => ({ name: g.name, points: points(g.curves[measure]), colourIndex: i, ...extra }));
const overTicks = (title, unit, series, options) => lines(title, unit, 'tick', series, options);
const words = instrument => instrument.replaceAll(/[-_]/g, ' ');
const MOST_LINES = 12;

function section(title, note, ...content) {
  page.append(el('section', {}, el('h2', {}, title), note ? el('p', { class: 'soft' }, note) : null, ...content));
}
const figures = (...all) => el('div', { class: 'figures' }, all);
const facts = pairs => el('dl', { class: 'facts' }, pairs.filter(([, v]) => v != null && v !== '').flatMap(([k, v]) => [el('dt', {}, k), el('dd', {}, v)]));
const mono = text => el('span', { class: 'mono' }, text);
const card = (name, value, note) => el('div', { class: 'card' }, el('span', {}, name), el('b', {}, value), note ? el('i', {}, note) : null);
const table = (caption, unit, head, ...bodies) => el('div', { class: 'scroll' }, el('table', {}, el('caption', {}, caption, unit ? el('small', {}, unit) : null), el('thead', {}, el('tr', {}, head.map(h => el('th', { class: ['Resource', 'Meaning', 'Finding', 'Remedy'].includes(h) ? 'left' : null }, h)))), bodies));
const line = (name, curve, extra) => ({ name, points: points(economy[curve]), ...extra });

function header() {
  const compared = run.reconciliation;
  const [text, mood] = run.running != null ? [`Running: tick ${exact(run.running)} of ${exact(run.ticks)}`, 'soft'] : !run.settled ? ['Not settled: books only', 'soft']
    : compared?.differences.length ? [`Books and chain differ in ${number(compared.differences.length)} places`, 'bad']
    : compared ? [`✓ Books and chain agree on all ${exact(compared.accounts)} accounts × ${exact(compared.tokens)} tokens`, 'good'] : ['Settled, not compared', 'bad'];
  page.append(el('header', {},
    el('h1', {}, run.name), run.description ? el('p', { class: 'lead' }, run.description) : null,
    el('p', { class: `verdict ${mood}` }, text), compared?.differences.length ? el('pre', { class: 'bad' }, compared.differences.slice(0, 50).join('\n')) : null,
    facts([
      ['Stopped', run.stopped ? `in tick ${exact(run.stopped.tick)}, when ${run.stopped.when}` : ''],
      ['Run', `${exact(run.ticks)} ticks of ${tickLength()}, seed ${run.seed}, chain ${run.chain}`],
      ['Economy digest', mono(run.economyDigest)], ['Settlement digest', mono(run.settlementDigest)], ['Scenario hash', mono(run.scenarioHash)],
      ['Made by', Object.entries(run.madeBy).map(([k, v]) => `${k}: ${v}`).join(', ')],
      ['Versions', Object.entries(run.versions).map(([k, v]) => `${k} ${v}`).join(', ')],
      ['Input', run.notes.join(' · ')],
      ['Seconds', Object.entries(run.timings).map(([k, v]) => `${k.replace(/Seconds$/, "")} ${number(v)}`).join(', ')],
    ])));
}
const tickLength = () => hours >= 1 ? `${number(hours)} h` : run.tickSeconds >= 60 ? `${number(run.tickSeconds / 60)} min` : `${run.tickSeconds} s`;

/** What should be known before the figures are read. */
function diagnoses() {
  if (!run.diagnoses.length) return;
  section('What to know first', 'What the tables show that may mislead, and what can be done about it.',
    table('Diagnoses', '', ['Tick', 'Finding', 'Remedy'], el('tbody', {}, run.diagnoses.map(d => el('tr', {}, el('td', {}, exact(d.tick)), el('td', { class: 'left wrap' }, d.finding), el('td', { class: 'left wrap' }, d.remedy))))));
}

function keyFigures() {
  const traded = data.markets.length > 0;
  const growth = totals.firstSupply > 0 ? totals.supply / totals.firstSupply - 1 : null;
  page.append(el('div', { class: 'cards' },
    card('Money supply', number(totals.supply), growth == null ? 'coins' : `coins, ${growth >= 0 ? '+' : '−'}${percent(Math.abs(growth))} over the run`),
    card('Gini of wealth', number(totals.wealthGini), `of money ${number(totals.moneyGini)}`),
    card('Top 1% hold', percent(totals.top1), 'of all wealth'),
    card('Utility', number(totals.utility), 'utils per participant and tick'),
    card('Velocity', number(totals.velocity), `all payments for goods and services over money, per tick, ${run.running != null ? 'so far' : 'whole run'}`),
    card('Price index', number(totals.priceIndex), totals.priceIndex == null ? 'nothing was bought' : 'of all that is bought, its last value; first = 1'),
    card('Participants', exact(totals.participants), run.running != null ? 'active now' : 'active at the end'),
    card('Compute jobs', number(totals.jobs), 'arrived')));
}

function money() {
  const faucets = data.flows.mint.filter(g => g.curves.created.some(y => y > 0));
  const sinks = data.flows.mint.filter(g => g.curves.created.some(y => y < 0));
  const part = (groups, sign, colours) => groups.map((g, i) => ({
    name: g.name === 'immigration' ? 'immigration: brought by entrants' : `${sign > 0 ? 'faucet' : 'sink'}: ${words(g.name)}`, points: points(g.curves.created.map(y => sign * Math.max(0, sign * y))), colourIndex: colours[i % 4], dash: 'solid', area: true, stack: sign > 0 ? 'in' : 'out', step: true, always: true,
  }));
  section('Money', `Minted over the run: ${number(totals.minted - totals.immigration)} coins; brought by entrants (immigration): ${number(totals.immigration)}; burnt: ${number(totals.burnt)}; there at the start: ${number(totals.firstSupply)}. Those who left hold ${number(totals.departed)}, which circulate no more and are no part of M̄.`, figures(
    overTicks('Money supply', 'coins', [line('money supply', 'supply'), ...totals.departed > 0 ? [line('of it with those who left', 'departed')] : []]),
    data.flows.mint.length ? overTicks('Faucets, sinks and immigration', 'coins per tick', [...part(faucets, 1, [2, 0, 6, 5]), ...part(sinks, -1, [1, 3, 7, 4])]) : null,
    overTicks('Money by sector', 'coins', of(data.sectors, 'money'), { min: 0, size: 'whole' }),
    overTicks('Treasury', 'coins', [line('treasury', 'treasury')], { min: 0, size: totals.priceIndex != null ? 'third' : null }),
    totals.priceIndex == null ? null : [
      overTicks('Velocity and turnover', 'per tick', [line('velocity: all payments for goods and services / M̄', 'velocity'), line('turnover: trades of assets / M̄', 'turnover')], { size: 'third' }),
      overTicks('Price indices', 'GEKS–Fisher, mean splice; each starts at 1', [line('all that is bought', 'priceIndex'), ...parts().map(([name, curve]) => line(name, curve))], { size: 'third' })]),
  totals.priceIndex != null ? exchange() : null);
}

/** The classes of goods that have an index beside that of all. */
const parts = () => [['assets', 'assetPrices'], ['compute', 'computePrices'], ['primary sales', 'primaryPrices']].filter(([, curve]) => economy[curve].some(y => y != null));

function exchange() {
  const x = data.exchange;
  if (!x) return null;
  const body = el('tbody', {}, x.rows.map(r => el('tr', {}, el('th', {}, r.name), [r.n, r.s, r.m, r.turnover, r.v, r.p, r.q].map(y => el('td', { title: exact(y) }, number(y))))));
  const whole = x.exact === x.ticks;
  const note = el('p', { class: `note ${whole ? 'good' : 'bad'}` }, `${whole ? '✓' : '✗'} N equals Σ price × quantity over the markets, in integers, in ${exact(x.exact)} of ${exact(x.ticks)} ticks. V and Q are defined by S, M̄ and P; over the run V is ΣS/ΣM̄, and P is ΣS/ΣQ over the ticks that have an index.`);
  return [table('Money and what is bought with it', 'per tick; N, S, M̄ and Q in coins', ['', 'N trades of assets', 'S all goods and services', 'M̄ money', 'N/M̄ turnover', 'V = S/M̄ velocity', 'P index', 'Q = S/P real volume'], body), note];
}

function wealth() {
  const w = data.wealth;
  const shares = curve => curve.map((y, i) => [i / (curve.length - 1), y]);
  const lorenz = w && lines('Lorenz curves at the end', 'cumulative share held', 'share of participants, poorest first', [
    { name: 'wealth', points: shares(w.lorenz.wealth), area: true, dash: 'solid', always: true }, { name: 'money', points: shares(w.lorenz.money) },
    { name: 'equality', points: [[0, 0], [1, 1]], colour: () => style('--faint'), dash: 'dashed' }], { min: 0, max: 1, xMin: 0, xMax: 1, format: percent });
  section('Wealth', w ? 'Wealth is money and assets at the price of their last sale, or their initial price where never sold, over active participants.' : run.running != null ? null : 'The run did not list its participants, so only the indices over time are shown.', figures(
    lorenz, overTicks('Inequality', 'Gini coefficient; share of all wealth', [line('Gini of wealth', 'wealthGini'), line('Gini of money', 'moneyGini'), line('held by the top 10%', 'top10'), line('held by the top 1%', 'top1')], { min: 0, max: 1 }),
    w && spread(w.types)));
}

/** Box plots of wealth by type: box p25 to p75 with the median, whiskers p5 to p95, a dot at the mean. */
function spread(types) {
  const positive = types.every(t => t.quantiles.every(q => q > 0));
  const wide = Math.max(...types.map(t => t.quantiles[4])) > 20 * Math.min(...types.map(t => Math.max(t.quantiles[0], 1e-9)));
  const log = positive && wide;
  const made = figure('Wealth by type at the end', `coins${log ? ', logarithmic' : ''}; box: middle half and median, whiskers: 5% to 95%, dot: mean; number of participants in brackets`, [], () => ({
    animation: false, grid: { left: 6, right: 24, top: 8, bottom: 12, containLabel: true }, tooltip: { confine: true, backgroundColor: style('--card'), borderColor: style('--line'), textStyle: { color: style('--ink'), fontSize: 12 }, valueFormatter: number },
    yAxis: axis({ type: 'category', inverse: true, data: types.map(t => t.name), splitLine: { show: false } }, name => `${name.length > 18 ? name.slice(0, 17) + '…' : name} (${exact(types.find(t => t.name === name)?.count)})`),
    xAxis: axis({ type: log ? 'log' : 'value' }, axisNumber),
    series: [
      { name: 'quantiles', type: 'boxplot', boxWidth: [8, 26], data: types.map((t, i) => ({ value: t.quantiles, itemStyle: { color: 'transparent', borderColor: colour(i), borderWidth: 1.8 } })) },
      { name: 'mean', type: 'scatter', symbolSize: 8, data: types.map((t, i) => ({ value: [t.mean, t.name], itemStyle: { color: colour(i) } })) },
    ],
  }), 'whole');
  made.querySelector('.chart').style.height = `${60 + 56 * types.length}px`;
  return made;
}

function markets() {
  const m = data.markets;
  if (!m.length && !data.prices.goods.length) return;
  const own = m.length <= 3 && apart(m, 'price');
  const never = data.prices.neverSold.map(a => `${a.asset} (${number(a.price)})`).join(', ');
  section('Markets', `Curves break where nothing was sold.${never ? ` Never sold, and valued at its initial price, which nobody has paid: ${never}.` : ''}`, figures(own
    ? m.flatMap((g, i) => [
      overTicks(`${g.name}: price`, 'coins per unit', [{ name: g.name, points: points(g.curves.price), colourIndex: i }]),
      overTicks(`${g.name}: volume`, 'units per tick', [{ name: g.name, points: points(g.curves.volume), colourIndex: i }], { min: 0 })])
    : [
      overTicks('Prices', 'coins per unit', of(m, 'price'), { log: apart(m, 'price') }),
      overTicks('Volumes', 'units per tick', of(m, 'volume'), { min: 0 })]), bought());
}
/** What of each good was bought, how its price moved, and how old it is. */
function bought() {
  const goods = data.prices.goods;
  if (!goods.length) return null;
  return table('Prices of what was bought', 'coins; compute by the unit for an hour', ['', 'class', 'bought', 'paid', 'first price', 'last price', 'change', 'ticks ago'],
    el('tbody', {}, goods.map(g => el('tr', {}, el('th', {}, g.good), el('td', {}, g.class), [g.quantity, g.value, g.first, g.last].map(y => el('td', { title: exact(y) }, number(y))),
      el('td', {}, g.change == null ? '–' : `${g.change >= 0 ? '+' : '−'}${percent(Math.abs(g.change))}`), el('td', {}, exact(g.age))))));
}
/** Whether curves differ so much in size that only a logarithmic axis shows them all. */
function apart(groups, measure) {
  const sizes = groups.map(g => Math.max(...g.curves[measure].filter(y => y > 0), 0)).filter(y => y > 0);
  return sizes.length > 1 && Math.max(...sizes) > 8 * Math.min(...sizes);
}

function subsystems() {
  const s = data.subsystems;
  if (!s.length) return;
  section('Subsystems', 'Service is the share of the compute asked for that was allocated; crowding the factor it leaves of utility, 1 − (n/N̄)^β.', figures(
    overTicks('Participants', 'with a session', of(s, 'participants'), { min: 0, size: 'third' }),
    overTicks('Service', 'share of compute asked for', of(s, 'service'), { min: 0, max: 1, format: percent, size: 'third' }),
    overTicks('Crowding', 'factor on utility, 1 = none', of(s, 'crowding'), { min: 0, max: 1, size: 'third' }),
    overTicks('Utility', 'utils per tick', of(s, 'utility'), { min: 0, size: 'third' }),
    overTicks('Rewards', 'coins per tick, minted', of(s, 'reward'), { min: 0, size: 'third' }),
    overTicks('Fees', 'coins per tick', of(s, 'fee'), { min: 0, size: 'third' })));
}

function compute() {
  const { resources, table: pools } = data.compute;
  if (!resources.length) return;
  const names = { __proto__: null, cpu: ['CPU', 'core'], gpu: ['GPU', 'GPU'], memory: ['Memory', 'GiB'], bandwidth: ['Bandwidth', 'Mbit/s'], storage: ['Storage', 'GiB'] };
  const chosen = new Set([...pools].sort((a, b) => b.revenue - a.revenue).slice(0, MOST_LINES).map(p => p.pool));
  const order = pools.map(p => p.pool).filter(p => chosen.has(p));
  const all = resources.filter(r => names[r.name]).flatMap(r => {
    const [name, unit] = names[r.name];
    const of = measure => r.pools.filter(p => chosen.has(p.name)).map(p => ({ name: p.name, points: points(p.curves[measure]), colourIndex: order.indexOf(p.name), always: true }));
    return [
      overTicks(`${name}: demand`, '× capacity', of('load'), { min: 0, format: times, size: 'third' }),
      overTicks(`${name}: utilisation`, 'share of capacity', of('utilisation'), { min: 0, max: 1, format: percent, size: 'third' }),
      overTicks(`${name}: price`, `coins per ${unit}-hour`, of('price'), { min: 0, size: 'third' }),
    ];
  });
  const left = pools.length - chosen.size;
  section('Compute', `Demand is what is asked for, utilisation what is given, both with the commitments to running jobs; a task counts as demand at every pool that it may use.${left > 0 ? ` The charts show the ${MOST_LINES} pools with the highest revenue; the table has all.` : ''}`, figures(
    all, totals.jobs > 0 ? [overTicks('Jobs', 'waiting and running after allocation', [line('waiting', 'waiting'), line('running', 'running')], { min: 0, size: 'third' }),
    overTicks('Job turnover', 'jobs per tick', [line('arrived', 'arrived'), line('completed', 'completed'), line('expired', 'expired')], { min: 0, size: 'third' }),
    overTicks('Wait of the jobs that started', 'ticks, mean', [line('wait', 'wait')], { min: 0, size: 'third' })] : null,
    issues(resources.filter(r => !names[r.name]))), attention(), certificate(), poolTable(pools, names));
}

/** Assets in limited issue: a point for every issue. */
function issues(assets) {
  return assets.flatMap(r => [
    overTicks(`${r.name}: asked for`, '× units on offer', of(r.pools, 'load', { always: true }), { min: 0, format: times, size: 'third' }),
    overTicks(`${r.name}: taken`, 'share of the units on offer', of(r.pools, 'utilisation', { always: true }), { min: 0, max: 1, format: percent, size: 'third' }),
    overTicks(`${r.name}: price`, 'coins per unit', of(r.pools, 'price', { always: true }), { min: 0, size: 'third' })]);
}

/** Heat map: whose demand was served where. */
function attention() {
  const a = data.attention;
  if (!a.sources.length) return null;
  const cell = (c, kind) => {
    const td = el('td', { class: 'heat', title: `${exact(c.value)} coins bid, ${exact(c.paid)} paid` }, c.share > 0 ? percent(c.share) : '·');
    if (c.share > 0) td.style.backgroundColor = `rgba(var(--${kind}), ${(0.05 + 0.6 * c.share).toFixed(3)})`;
    return td;
  };
  const made = table('Attention: whose demand was served where', 'share of what each source asked for over the run, tick by tick: a task that waits counts in every tick; unserved in orange', ['', ...a.pools, 'unserved', 'tasks × ticks'],
    el('tbody', {}, a.sources.map(s => el('tr', {}, el('th', {}, s.name), s.cells.map((c, i) => cell(c, i === s.cells.length - 1 ? 'warm' : 'cool')), el('td', { class: 'sum' }, number(s.tasks))))));
  made.classList.add('map');
  return made;
}

function certificate() {
  const fair = data.fairness[0]?.curves;
  const curve = (name, measure) => ({ name, points: points(fair[measure]) });
  if (!economy.certified.some(y => y != null)) return null;
  return figures(
    overTicks('Certified welfare', 'welfare over its upper bound', [line('certified ratio', 'certified')], { format: percent, max: 1, size: 'third' }),
    overTicks('Welfare', 'coins per tick, newly allocated', [line('welfare', 'welfare')], { min: 0, size: 'third' }),
    overTicks('What is given up', 'coins per tick', [line('at most: the bound less welfare', 'gap'), line('revenue forgone', 'forgone'), line('rounding loss', 'rounding')], { min: 0, size: 'third' }),
    fair ? overTicks('Fairness', 'of the served fractions of tasks', [curve("Jain's index", 'jain'), curve('Nash welfare', 'nash'), curve('share of tasks with envy', 'envy'), curve('share of tasks with nothing', 'starved')], { min: 0, max: 1, size: 'whole' }) : null);
}

function poolTable(pools, names) {
  const bar = share => [el('span', { class: 'bar' }, Object.assign(el('i'), { style: `width:${Math.min(100, 100 * (share ?? 0))}%` })), el('span', { class: 'share' }, percent(share))];
  return table('Who gave which compute at what price', 'means over the run; prices in coins per unit-hour, revenue in coins over the run', ['Pool', 'Resource', 'Capacity', 'Demand', 'Utilisation', 'Price', 'Revenue'],
    pools.map(p => el('tbody', { class: 'group' }, p.lines.map((l, i) => el('tr', {},
      i === 0 ? el('th', { rowspan: p.lines.length }, p.pool) : null, el('td', { class: 'left' }, names[l.resource]?.[0] ?? l.resource), el('td', {}, `${number(l.capacity)} ${names[l.resource]?.[1] ?? ''}`),
      el('td', {}, times(l.load)), el('td', {}, bar(l.utilisation)), el('td', {}, number(l.price)), i === 0 ? el('td', { rowspan: p.lines.length }, number(p.revenue)) : null)))));
}

function flows() {
  const [first, ...rest] = data.flows.matrices;
  if (!first) return;
  section('Flows by sector', 'Net inflow over the whole run, endowments included. Every row sums to zero over the sectors, and every column with the change in holdings.',
    matrix(first), rest.length ? el('details', {}, el('summary', {}, `Flows of ${rest.length} asset${rest.length > 1 ? 's' : ''}`), rest.map(matrix)) : null);
}

function matrix(m) {
  const largest = Math.max(...m.rows.flatMap(r => r.cells.map(Math.abs)), 1e-9);
  const heat = x => {
    const cell = el('td', { class: 'heat', title: exact(x) }, x === 0 ? '·' : number(x));
    if (x !== 0) cell.style.backgroundColor = `rgba(var(--${x > 0 ? 'cool' : 'warm'}), ${(0.06 + 0.44 * Math.sqrt(Math.abs(x) / largest)).toFixed(3)})`;
    return cell;
  };
  const sum = x => el('td', { class: `sum ${x === 0 ? '' : 'bad'}` }, number(x));
  const body = el('tbody', {}, m.rows.map(r => el('tr', {}, el('th', {}, r.instrument === 'holdings' ? 'change in holdings (−)' : words(r.instrument)), r.cells.map(heat), sum(r.sum))),
    el('tr', { class: 'sum' }, el('th', {}, 'Σ'), m.sums.map(sum), el('td')));
  return table(m.token === 'currency' ? 'Money' : m.token, m.token === 'currency' ? 'coins' : 'units', ['', ...m.sectors, 'Σ'], body);
}

function quality() {
  const q = data.quality;
  if (!q) return;
  const curves = q.curves[0].curves;
  const has = name => curves[name]?.some(x => x !== null);
  const line = (name, curve) => has(curve) ? { name, points: points(curves[curve]) } : null;
  section('Quality of service', 'How well a pool serves a task is known to the world and not to the allocator, which sees what came of its allocations.', el('div', { class: 'cards' },
    card('Realised welfare', number(q.realised), 'coins, newly allocated'), q.oracle ? card('Of the oracle', percent(q.realised / q.oracle), 'which knows the quality, not the noise') : null,
    card('Losses after the fact', number(q.loss), 'coins paid beyond the value received')),
  figures(
    has('ofOracle') ? overTicks('Realised welfare', 'share of what the oracle realises on the same tasks', [line('of the oracle', 'ofOracle')], { min: 0, size: 'third', format: percent }) : null,
    overTicks('Quality', 'mean, weighted by bid × share', [line('quality', 'quality')], { min: 0, size: 'third' }),
    has('scoreLoss') ? overTicks('Loss of the model', 'before it learnt from the tick', [line('loss', 'scoreLoss')], { size: 'third' }) : null,
    has('sent') ? overTicks('Sent between regions', 'kilobytes per tick', [line('sent', 'sent')], { min: 0, size: 'third' }) : null,
    has('staleness') ? overTicks('Staleness', 'mean age in ticks of what regions know of others', [line('staleness', 'staleness')], { min: 0, size: 'third' }) : null));
}

function blocks() {
  const b = data.blocks;
  if (!b) return;
  const curves = b.curves[0].curves;
  section('Block space', 'Trades compete for blocks and pay for them, in the books: the base fee is burnt, the priority fee goes to the treasury. A trade that no block of its tick has taken lapses.', el('div', { class: 'cards' },
    card('Trades in blocks', exact(b.trades), `${exact(b.lapsed)} lapsed`), card('Fees', number(b.fees), 'coins'),
    card('Gains from trade', number(b.surplus), 'coins, in stated limits'), card('Gains lapsed', number(b.lost), 'coins, in stated limits')),
  figures(
    overTicks('Base fee', 'billionths of a minor unit per gas, mean of the tick', [{ name: 'base fee', points: points(curves.baseFee) }], { log: true, size: 'third' }),
    overTicks('Full', 'share of the gas limit used', [{ name: 'full', points: points(curves.full) }], { min: 0, max: 1, size: 'third', format: percent }),
    overTicks('Fees', 'coins per tick', [{ name: 'burnt', points: points(curves.burnt) }, { name: 'tips', points: points(curves.tips) }], { min: 0, size: 'third' }),
    overTicks('Lapsed', 'trades per tick', [{ name: 'lapsed', points: points(curves.lapsed) }], { min: 0 })));
}

/** A line with a band, over the ticks that have values. */
function banded(s) {
  const seen = curve => points(curve).filter(([, y]) => y != null);
  return { name: s.name, points: seen(s.curve), always: true, band: { low: seen(s.low), high: seen(s.high) } };
}

/** Attention maps: what learned scores rest on, features by head, and whether dropping a feature takes from them what is explained of it. */
function explained() {
  for (const m of data.explained) {
    const most = Math.max(...m.features.flatMap(f => f.cells.map(c => c?.absolute ?? 0)));
    const cell = c => {
      const td = el('td', { class: 'heat', title: c ? `added ${exact(c.mean)}, lost without it ${exact(c.dropped)}` : '' }, c ? number(c.mean) : '·');
      if (c && most > 0) td.style.backgroundColor = `rgba(var(--${c.mean < 0 ? 'warm' : 'cool'}), ${(0.05 + 0.6 * c.absolute / most).toFixed(3)})`;
      return td;
    };
    const made = table(`What the scores of ${m.model} rest on`, `mean logit that a feature adds, tick ${m.tick}; shaded by its mean size, orange below 0; ${m.features.length} of ${m.of} features. Dropping a feature takes what is explained of it, within ${number(m.gap)}`,
      ['', 'side', ...m.heads], el('tbody', {}, m.features.map(f => el('tr', {}, el('th', {}, f.feature), el('td', { class: 'left' }, f.side), f.cells.map(cell)))));
    made.classList.add('map');
    section(`Attention map: ${m.model}`, null, made);
  }
}

/** Tables that nothing above draws: the charts that they declare. States that were not looked at in every tick are joined. */
function others() {
  const joined = (t, c, curve) => points(curve).filter((_, i) => !t.isOfStates || c.series.some(s => s.curve[i] != null));
  for (const t of data.others) section(t.title, t.meaning, figures(t.charts.map(c => overTicks(c.title, c.unit,
    c.series.map(s => s.low ? banded(s) : ({ name: s.name, points: joined(t, c, s.curve), ...(c.isStacked ? { area: true, stack: 'all', dash: 'solid', always: true } : {}) })),
    { min: c.isStacked ? 0 : undefined, max: c.isStacked && c.isShare ? 1 : undefined, format: c.isShare ? percent : undefined, size: t.charts.length > 2 ? 'third' : null }))));
}

function settlement() {
  if (!run.settled) {
    section('Settlement', 'Not settled: the run kept books only. The journal roots of its ticks are in settlement.csv.');
    return;
  }
  const s = data.settlement;
  const curves = s.curves[0]?.curves;
  const chain = run.chainDetails;
  section('Settlement', null, el('div', { class: 'cards' },
    card('Batches', exact(s.batches), 'transactions, closes not counted'), card('Journal entries', number(s.entries), `${number(s.settled)} sent`),
    card('Gas', number(s.gas), `${number(s.gas / Math.max(1, s.entries))} per journal entry`),
    card('Pace', number(s.perSecond), 'journal entries per second of the run'), card('Largest lag', exact(s.lag), 'ticks behind the simulation')),
  figures(
    overTicks('Gas', 'million per tick', [{ name: 'gas', points: points(curves.gas) }], { min: 0, size: 'third' }),
    overTicks('Entries', 'per tick', [{ name: 'posted', points: points(curves.entries) }, { name: 'sent', points: points(curves.settled) }], { min: 0, size: 'third' }),
    overTicks('Lag', 'ticks behind the simulation', [{ name: 'lag', points: points(curves.lag), step: true }], { min: 0, size: 'third' })),
  chain ? facts([['Chain', `${run.chain}, id ${chain.chainId}, last block ${exact(chain.lastBlock)}${chain.client ? `, ${chain.client}` : ''}`], ...Object.entries(chain.contracts).map(([k, v]) => [k, mono(v)])]) : null,
  data.ladder.length ? ladder() : el('p', { class: 'soft note' }, 'economy ladder settles the same journals in every mode and adds the comparison here.'));
}

function ladder() {
  const row = r => el('tr', {}, el('th', {}, r.mode), el('td', {}, exact(r.transactions)), el('td', {}, number(r.tradesPerSecond)), el('td', {}, number(r.entriesPerSecond)),
    el('td', {}, number(r.gasPerTrade)), el('td', {}, number(r.gas / r.journalEntries)), el('td', {}, r.secondsPerTick.toFixed(3)), el('td', { class: 'left' }, r.hides));
  return table('Settlement ladder', `the same ${exact(data.ladder[0].journalEntries)} journal entries and ${exact(data.ladder[0].trades)} trades in every mode, each on a fresh ${data.ladder[0].node} node`,
    ['Mode', 'Transactions', 'Trades/s', 'Entries/s', 'Gas per trade', 'Gas per entry', 's per tick', 'What the chain does not show'], el('tbody', {}, data.ladder.map(row)));
}

function codebook() {
  section('Data', `The numbers behind this page are in the files beside it: ${run.tableFormat === 'parquet' ? 'Apache Parquet, typed columns with units in their names, null where there is no value' : 'UTF-8, comma-separated, one header line with units, an empty cell where there is no value'}.`,
    table('Files', null, ['File', 'Rows', 'SHA-256'], el('tbody', {}, data.codebook.map(t => el('tr', {}, el('td', {}, t.file), el('td', {}, exact(t.rows)), el('td', {}, mono(`${t.sha256.slice(0, 16)}…`)))))),
    el('details', {}, el('summary', {}, 'Codebook'), data.codebook.map(t => table(t.file, t.meaning, ['Column', 'Meaning'], el('tbody', {}, t.columns.map(c => el('tr', {}, el('td', {}, mono(c.header)), el('td', { class: 'left' }, c.meaning))))))),
    el('details', {}, el('summary', {}, 'Scenario'), el('pre', {}, run.scenario)));
}

/** The page of the data at hand. Of a run under way it lacks what only the end can tell. */
function render() {
  ({ run, totals, ticks } = data);
  hours = run.tickSeconds / 3600;
  economy = data.economy[0]?.curves;
  calendar = data.calendar.map((m, i) => ({ x: m.x, text: `#${i + 1}` }));
  header();
  if (calendar.length) page.append(el('p', { class: 'soft note' }, `Marked on every chart over time: ${data.calendar.map((m, i) => `#${i + 1} from tick ${m.x} ${m.text}`).join('; ')}.`));
  if (data.ticksPerPoint > 1) page.append(el('p', { class: 'soft note' }, `Each point of a chart is the mean of ${data.ticksPerPoint} ticks.`));
  diagnoses();
  if (totals) keyFigures();
  if (economy) money();
  if (economy) wealth();
  markets();
  subsystems();
  if (economy) compute();
  flows();
  quality();
  explained();
  blocks();
  others();
  if (run.running == null) {
    settlement();
    codebook();
  }
}

render();
start();
