'use strict';
// A scorecard: for every fact what was measured on real systems and what the runs say, side by side on one axis.

page.append(el('h1', {}, data.title), el('p', { class: 'lead' }, data.note));
page.append(el('p', { class: 'soft' }, 'Left the world, right the model, on the same axis. The band is shaded; every dot is a system, or a run. Hit: the mean of the runs lies in the band. Near: it lies outside by half the width of the band at most, or a run lies in it.'));
const moods = { hit: 'good', near: 'soft', miss: 'bad' };

function picture(title, line, dots, range, colourIndex) {
  return figure(title, dots.length ? `${dots.length} ${dots.length === 1 ? 'value' : 'values'}` : 'none', [], () => ({
    animation: false, grid: { left: 10, right: 18, top: 8, bottom: 22 },
    tooltip: { confine: true, backgroundColor: style('--card'), borderColor: style('--line'), textStyle: { color: style('--ink'), fontSize: 12 }, formatter: p => p.name ? `${p.name}: ${number(p.value[0])}` : number(p.value[0]) },
    xAxis: axis({ type: 'value', min: range[0], max: range[1], splitLine: { show: false } }, axisNumber),
    yAxis: { type: 'value', show: false, min: 0, max: 1 },
    series: [{
      type: 'scatter', symbolSize: 11, itemStyle: { color: colour(colourIndex), opacity: 0.75 }, data: dots.map((d, i) => ({ name: d.system ?? '', value: [d.value, 0.25 + 0.5 * (i % 5) / 4] })),
      markArea: { silent: true, itemStyle: { color: colour(2), opacity: 0.16 }, data: [[{ xAxis: line.band[0] }, { xAxis: line.band[1] }]] },
    }],
  }));
}

for (const line of data.lines) {
  const section = el('section', { class: 'fact' }, el('h3', {}, line.name, ' ', el('span', { class: `verdict ${moods[line.verdict] ?? 'soft'}` }, line.verdict)), el('p', { class: 'soft' },
    `${line.meaning}. World: ${number(line.band[0])} to ${number(line.band[1])}.`, line.reason ? ` Model: ${line.reason}.` : '', line.note ? ` (${line.note})` : ''));
  if (line.values.length) {
    const all = [...line.band, ...line.figures.map(f => f.value), ...line.values].filter(v => v != null);
    const [least, most] = [Math.min(...all), Math.max(...all)];
    const room = (most - least || Math.abs(most) || 1) * 0.06;
    const range = [least - room, most + room];
    section.append(el('div', { class: 'figures' }, picture('World', line, line.figures, range, 0), picture('Model', line, line.values.map((value, i) => ({ system: `run ${i + 1}`, value })), range, 1)));
    section.querySelectorAll('.chart').forEach(c => { c.style.height = '110px'; });
  }
  page.append(section);
}
start();
