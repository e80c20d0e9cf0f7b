'use strict';
// Charts and elements that the report and the study plots share. Text only ever enters the page as text nodes.

let data = JSON.parse(document.getElementById('data').textContent);
const page = document.getElementById('page');
const charts = [];
let calendar = []; // places on every axis of ticks: { x, text }

function el(tag, attributes, ...children) {
  const node = document.createElementNS(tag === 'svg' || tag === 'line' ? 'http://www.w3.org/2000/svg' : 'http://www.w3.org/1999/xhtml', tag);
  for (const [name, value] of Object.entries(attributes ?? {})) if (value != null) node.setAttribute(name, value);
  node.append(...children.flat(Infinity).filter(c => c != null));
  return node;
}

const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const colour = i => style(`--c${i % 8}`);
const dash = i => i < 8 ? 'solid' : i < 16 ? 'dashed' : 'dotted';

/** Numbers for people: 12,345 · 1.24M · 0.0312; nothing where there is none. */
function number(x) {
  if (x == null || Number.isNaN(x)) return '–';
  const size = Math.abs(x);
  if (size >= 1e6) return new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 4 }).format(x);
  if (size >= 1000) return new Intl.NumberFormat('en', { maximumFractionDigits: 0 }).format(x);
  if (size > 0 && size < 1e-4) return x.toExponential(2);
  return new Intl.NumberFormat('en', { maximumSignificantDigits: 4 }).format(x);
}
const axisNumber = x => new Intl.NumberFormat('en', { notation: Math.abs(x) >= 1e4 ? 'compact' : 'standard', maximumSignificantDigits: 4 }).format(x);
const exact = x => x == null ? '' : new Intl.NumberFormat('en', { maximumFractionDigits: 9 }).format(x);
const times = x => x == null ? '–' : `${number(x)}×`;
const percent = x => x == null ? '–' : new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 }).format(x);

/** A figure: caption with unit, a key that wraps, and a chart whose option is made anew for every theme. */
function figure(title, unit, series, option, size) {
  const shown = series.filter(s => s.key !== false);
  const key = el('ul', { class: 'key' });
  const place = el('div', { class: 'chart', role: 'img', 'aria-label': `${title}, ${unit}` });
  charts.push({
    place,
    draw(chart) {
      key.replaceChildren(...shown.length < 2 && !shown.some(s => s.always) ? [] : shown.map(s => el('li', {}, swatch(s), s.name)));
      chart.setOption(option(), true);
    },
  });
  return el('figure', { class: size }, el('figcaption', {}, title, el('small', {}, unit)), key, place);
}

function swatch(s) {
  const pattern = { dashed: '5 3', dotted: '2 2', solid: null }[s.dash ?? 'solid'];
  return el('svg', { width: 18, height: 8 }, el('line', { x1: 1, y1: 4, x2: 17, y2: 4, stroke: s.colour(), 'stroke-width': s.area ? 7 : 2.5, 'stroke-dasharray': pattern, 'stroke-opacity': s.area ? 0.65 : 1 }));
}

/** Line chart. A series: { name, points: [[x, y]…], colour, dash?, area?, stack?, step?, marked?, band?: {low, high} }. */
function lines(title, unit, xName, series, { log, min, max, size, format = axisNumber, xLog, xMin, xMax, marks = xName === 'tick' ? calendar : [] } = {}) {
  series.forEach((s, i) => {
    const own = s.colourIndex ?? i;
    s.colour ??= () => colour(own);
    s.dash ??= dash(own);
  });
  const drawn = log && series.every(s => s.points.every(([, y]) => y == null || y > 0));
  return figure(title, unit + (drawn ? ', logarithmic' : ''), series, () => ({
    animation: false,
    textStyle: { fontFamily: 'system-ui, "Segoe UI", Roboto, sans-serif' },
    grid: { left: 6, right: 18, top: 14, bottom: 26, containLabel: true },
    tooltip: {
      trigger: 'axis', confine: true, backgroundColor: style('--card'), borderColor: style('--line'),
      textStyle: { color: style('--ink'), fontSize: 12 }, valueFormatter: format === axisNumber ? number : format, axisPointer: { lineStyle: { color: style('--faint') } },
    },
    xAxis: axis({ type: xLog ? 'log' : 'value', name: xName, nameLocation: 'middle', nameGap: 24, min: xMin ?? 'dataMin', max: xMax ?? 'dataMax', splitLine: { show: false }, minInterval: xName === 'tick' ? 1 : undefined }, axisNumber),
    yAxis: axis({ type: drawn ? 'log' : 'value', min, max, scale: min === undefined && !series.some(s => s.area || s.stack) }, format),
    series: series.flatMap((s, i) => [...band(s), {
      name: s.name, type: 'line', data: s.points, showSymbol: s.marked || s.points.some((p, i) => p[1] != null && s.points[i - 1]?.[1] == null && s.points[i + 1]?.[1] == null), symbolSize: 5, connectNulls: false,
      stack: s.stack, step: s.step ? 'middle' : false, color: s.colour(), lineStyle: { width: s.stack ? 1 : 1.8, type: s.dash }, areaStyle: s.area ? { opacity: s.stack ? 0.55 : 0.12 } : undefined,
      z: s.band ? 3 : 2, markLine: i === 0 ? markLine(marks) : undefined,
    }]),
  }), size);
}

/** Upright lines at places on the horizontal axis. */
function markLine(marks) {
  return marks.length === 0 ? undefined : {
    symbol: 'none', silent: true, animation: false, lineStyle: { color: style('--soft'), type: 'dotted', width: 1 },
    label: { position: 'insideEndTop', color: style('--soft'), fontSize: 10, formatter: p => p.name.length > 46 ? `${p.name.slice(0, 45)}…` : p.name }, data: marks.map(m => ({ xAxis: m.x, name: m.text })),
  };
}

/** Two invisible stacked lines with the area between them: a confidence band. */
function band(s) {
  if (!s.band) return [];
  const base = { type: 'line', stack: `band ${s.name}`, stackStrategy: 'all', symbol: 'none', lineStyle: { opacity: 0 }, silent: true, tooltip: { show: false }, color: s.colour(), z: 1 };
  return [
    { ...base, name: `${s.name} low`, data: s.band.low },
    { ...base, name: `${s.name} high`, data: s.band.high.map(([x, y], i) => [x, y == null ? null : y - s.band.low[i][1]]), areaStyle: { opacity: 0.18 } },
  ];
}

function axis(own, format) {
  return {
    nameTextStyle: { color: style('--soft'), fontSize: 11 }, axisLine: { lineStyle: { color: style('--line') } }, axisTick: { lineStyle: { color: style('--line') } },
    axisLabel: { color: style('--soft'), fontSize: 11, formatter: format, hideOverlap: true, showMinLabel: true, showMaxLabel: true }, splitLine: { lineStyle: { color: style('--grid') } }, ...own,
  };
}

/** Draws all charts, again when the theme changes, and to the paper's width for printing. */
function drawAll() {
  if (typeof echarts === 'undefined') {
    page.prepend(el('p', { class: 'bad' }, 'This page was written without its charting library, so it has tables but no charts.'));
    for (const c of charts) c.place.remove();
    return;
  }
  for (const c of charts) {
    c.chart ??= echarts.init(c.place, null, { renderer: 'svg' });
    c.chart.resize();
    c.draw(c.chart);
  }
}

function start() {
  drawAll();
  if (typeof echarts === 'undefined') return;
  let pending;
  addEventListener('resize', () => { clearTimeout(pending); pending = setTimeout(drawAll, 120); });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
  matchMedia('print').addEventListener('change', drawAll);
  addEventListener('beforeprint', drawAll);
  addEventListener('afterprint', drawAll);
  document.documentElement.dataset.charts = charts.filter(c => c.place.querySelector('svg path')).length + ' of ' + charts.length;
}
addEventListener('error', e => { document.documentElement.dataset.error = e.message; });
