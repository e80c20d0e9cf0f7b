'use strict';
// A study: every panel a chart of means with confidence bands, and the table behind it.

const groupNames = [...new Set(data.panels.flatMap(p => p.groups.map(g => g.name)))];
page.append(el('h1', {}, data.title), data.note ? el('p', { class: 'lead' }, data.note) : '');
const curves = data.panels.every(p => p.isCurve);
page.append(el('p', { class: 'soft' }, curves ? 'Lines are means over the runs, tick by tick; bands are 95 % confidence intervals of the mean (Student’s t). The numbers are in the csv files beside this page.' : 'Dots are means over the runs at the values that were run; lines only join them. Bands are 95 % confidence intervals of the mean (Student’s t), cut off at what is possible.'));

const runs = panel => {
  const counts = panel.groups.flatMap(g => g.points.map(p => p[4]));
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? `n = ${least}` : `n = ${least} to ${most}`;
};
page.append(el('div', { class: 'figures' }, data.panels.map(panel => lines(panel.title, `${panel.unit}, ${runs(panel)}${panel.note ? `. ${panel.note}` : ''}`, panel.xLabel, panel.groups.map(g => ({
  name: g.name, colourIndex: groupNames.indexOf(g.name), marked: !panel.isCurve, points: g.points.map(([x, mean]) => [x, mean]),
  band: { low: g.points.map(([x, , low]) => [x, low]), high: g.points.map(([x, , , high]) => [x, high]) },
})), { marks: panel.marks, xLog: panel.logX && panel.groups.every(g => g.points.every(([x]) => x > 0)) }))));

for (const panel of data.panels.filter(p => !p.isCurve)) {
  page.append(el('details', {}, el('summary', {}, `${panel.title}: numbers`), el('div', { class: 'scroll' }, el('table', {},
    el('thead', {}, el('tr', {}, ['group', panel.xLabel, `mean (${panel.unit})`, '95 % from', 'to', 'n'].map(h => el('th', {}, h)))),
    el('tbody', {}, panel.groups.flatMap(g => g.points.map(p => el('tr', {}, el('td', {}, g.name), p.map(x => el('td', { style: 'text-align:right' }, number(x)))))))))));
}
start();
