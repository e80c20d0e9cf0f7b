'use strict';
// A study: every panel a chart of means with confidence bands, and the table behind it.

const groupNames = [...new Set(data.panels.flatMap(p => p.groups.map(g => g.name)))];
page.append(el('h1', {}, data.title), data.note ? el('p', { class: 'lead' }, data.note) : '');
const curves = data.panels.every(p => p.isCurve);
const single = data.panels.every(p => p.groups.every(g => g.points.every(point => point[4] === 1)));
page.append(single ? '' : el('p', { class: 'soft' }, curves ? 'Lines are means over the runs, tick by tick; bands are 95 % confidence intervals of the mean (Student’s t). The numbers are in the csv files beside this page.' : 'Dots are means over the runs at the values that were run; lines only join them. Bands are 95 % confidence intervals of the mean (Student’s t), cut off at what is possible.'));

const runs = panel => {
  const counts = panel.groups.flatMap(g => g.points.map(p => p[4]));
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  if (most === 1) return '';
  return least === most ? `, n = ${least}` : `, n = ${least} to ${most}`;
};
page.append(el('div', { class: 'figures' }, data.panels.map(panel => lines(panel.title, `${panel.unit}${runs(panel)}${panel.note ? `. ${panel.note}` : ''}`, panel.xLabel, panel.groups.map(g => ({
  name: g.name, colourIndex: groupNames.indexOf(g.name), marked: !panel.isCurve, points: g.points.map(([x, mean]) => [x, mean]),
  band: { low: g.points.map(([x, , low]) => [x, low]), high: g.points.map(([x, , , high]) => [x, high]) },
})), { marks: panel.marks, xLog: panel.logX && panel.groups.every(g => g.points.every(([x]) => x > 0)) }))));

/** A measure over two factors, a coloured cell for each pair of values. */
function heatMap(h) {
  const values = h.cells.map(c => c[2]).filter(v => v != null);
  return figure(h.title, h.unit, [], () => ({
    animation: false,
    textStyle: { fontFamily: 'system-ui, "Segoe UI", Roboto, sans-serif' },
    grid: { left: 6, right: 70, top: 14, bottom: 26, containLabel: true },
    tooltip: { confine: true, backgroundColor: style('--card'), borderColor: style('--line'), textStyle: { color: style('--ink'), fontSize: 12 }, formatter: p => `${h.xLabel} ${h.xs[p.value[0]]}, ${h.yLabel} ${h.ys[p.value[1]]}: ${number(p.value[2])}` },
    xAxis: axis({ type: 'category', data: h.xs, name: h.xLabel, nameLocation: 'middle', nameGap: 24, splitLine: { show: false } }, x => x),
    yAxis: axis({ type: 'category', data: h.ys, name: h.yLabel, splitLine: { show: false } }, x => x),
    visualMap: { min: Math.min(...values), max: Math.max(...values), calculable: false, orient: 'vertical', right: 0, top: 'middle', formatter: axisNumber, textStyle: { color: style('--soft'), fontSize: 11 }, inRange: { color: [style('--grid'), colour(0)] } },
    series: [{ type: 'heatmap', data: h.cells, label: { show: h.cells.length <= 64, formatter: p => number(p.value[2]), color: style('--ink') } }],
  }));
}
if (data.heatMaps.length) page.append(el('h2', {}, 'Two factors at a time'), el('div', { class: 'figures' }, data.heatMaps.map(heatMap)));

for (const t of data.tables) {
  page.append(el('details', {}, el('summary', {}, `${t.title}: ${t.meaning}`), el('div', { class: 'scroll' }, el('table', {},
    el('thead', {}, el('tr', {}, t.headers.map(h => el('th', {}, h)))),
    el('tbody', {}, t.rows.map(r => el('tr', {}, r.map(c => el('td', typeof c === 'string' ? {} : { style: 'text-align:right' }, typeof c === 'string' ? c : number(c))))))))));
}

for (const panel of data.panels.filter(p => !p.isCurve)) {
  page.append(el('details', {}, el('summary', {}, `${panel.title}: numbers`), el('div', { class: 'scroll' }, el('table', {},
    el('thead', {}, el('tr', {}, ['group', panel.xLabel, `mean (${panel.unit})`, '95 % from', 'to', 'n'].map(h => el('th', {}, h)))),
    el('tbody', {}, panel.groups.flatMap(g => g.points.map(p => el('tr', {}, el('td', {}, g.name), p.map(x => el('td', { style: 'text-align:right' }, number(x)))))))))));
}
start();
