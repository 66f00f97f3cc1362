import type { Trace } from './traces.ts';

export interface WatchedService {
  readonly name: string;
  readonly healthPort: number;
}

/** Logs, metrics and the last traces of a platform on this machine. */
export function overviewPage(
  services: readonly WatchedService[],
  traces: readonly Trace[],
): string {
  const rows = services.map(
    ({ name, healthPort }) =>
      `<tr><td>${escape(name)}</td><td><a href="/logs/${encodeURIComponent(name)}">log</a></td>` +
      `<td><a href="http://127.0.0.1:${healthPort}/metrics">metrics</a></td>` +
      `<td><a href="http://127.0.0.1:${healthPort}/health/ready">health</a></td></tr>`,
  );
  const list = traces.map(
    (trace) =>
      `<tr${trace.failed ? ' class="failed"' : ''}><td>${clock(trace.startedAt)}</td>` +
      `<td><a href="/traces/${encodeURIComponent(trace.id)}">${escape(trace.name)}</a></td>` +
      `<td class="number">${trace.ms.toFixed(1)} ms</td>` +
      `<td>${escape(trace.services.join(', '))}</td></tr>`,
  );
  const empty = '<p>None yet: call the API, then load this page again after a few seconds.</p>';
  return page(
    'EduConnect on this machine',
    `<h2>Services</h2><table>${rows.join('')}</table>
     <h2>Last traces</h2>${list.length > 0 ? `<table>${list.join('')}</table>` : empty}`,
  );
}

export function tracePage({ name, id, ms, steps }: Trace): string {
  const percent = (part: number) => ((part / Math.max(ms, 0.001)) * 100).toFixed(2);
  const rows = steps.map(({ span, service, depth, offset }) => {
    const facts = Object.entries(span.attributes).map(([key, value]) => `${key}: ${value}`);
    return (
      `<tr${span.failed ? ' class="failed"' : ''}><td>${escape(service)}</td>` +
      `<td style="padding-left:${depth + 0.5}em" title="${escape(facts.join('\n'))}">` +
      `${escape(span.name)}</td><td class="number">${span.ms.toFixed(1)} ms</td>` +
      `<td class="time"><i style="margin-left:${percent(offset)}%;` +
      `width:${percent(span.ms)}%"></i></td></tr>`
    );
  });
  const back = '<p><a href="/">All traces</a></p>';
  return page(
    name,
    `${back}<p>Trace ${escape(id)}</p><table class="wide">${rows.join('')}</table>`,
  );
}

/** @param lines the end of a log, as it was written */
export function logPage(service: string, lines: string): string {
  const shown = escape(lines) || 'It has written nothing yet.';
  return page(`Log of ${service}`, `<p><a href="/">Back</a></p><pre>${shown}</pre>`);
}

const CLOCK = new Intl.DateTimeFormat('fr', { timeStyle: 'medium' });
const clock = (at: number) => CLOCK.format(at);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);

const STYLE = `
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 70em; padding: 0 1em }
  table { border-collapse: collapse } td { padding: .1em .5em; vertical-align: top }
  .wide { width: 100% } .number { text-align: right; white-space: nowrap }
  .failed { color: #b00020 } .time { width: 40% }
  .time i { background: #1769aa; display: block; height: .7em; margin-top: .4em; min-width: 1px }
  pre { overflow-x: auto }`;

const page = (title: string, body: string) => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>${escape(title)}</title><style>${STYLE}</style>
<h1>${escape(title)}</h1>
${body}
</html>`;
