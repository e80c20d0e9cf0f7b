'use strict';
// The dashboard: asks for the run so far, and renders the report of it again; the complete one last.

async function refresh() {
  let next;
  try {
    next = await (await fetch('data')).json();
  } catch {
    page.prepend(el('p', { class: 'verdict bad' }, 'The run has ended or was stopped; what is below is the last that was heard of it.'));
    return;
  }
  if (next.run.running !== run.running) redraw(next);
  if (next.run.running != null) setTimeout(refresh, 1000);
}

/** Everything anew, but where the reader is and what the reader has unfolded stay. */
function redraw(next) {
  const unfolded = new Set([...page.querySelectorAll('details[open] > summary')].map(s => s.textContent));
  page.style.minHeight = `${page.offsetHeight}px`;
  for (const c of charts) c.chart?.dispose();
  charts.length = 0;
  page.replaceChildren();
  data = next;
  render();
  drawAll();
  for (const summary of page.querySelectorAll('details > summary')) summary.parentElement.open = unfolded.has(summary.textContent);
  page.style.minHeight = '';
}

setTimeout(refresh, 1000);
