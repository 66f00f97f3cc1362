import { formatInstant, html, page, table } from '@edu/simulators';
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
  const rows = services.map(({ name, healthPort }) => {
    const at = `http://127.0.0.1:${healthPort}`;
    return [
      name,
      html`<a href="/logs/${encodeURIComponent(name)}">log</a>`,
      html`<a href="${at}/metrics">metrics</a>`,
      html`<a href="${at}/health/ready">health</a>`,
    ];
  });
  const list = traces.map(({ id, name, startedAt, ms, failed, services: through }) => [
    formatInstant(startedAt),
    html`<a href="/traces/${encodeURIComponent(id)}">${name}</a>`,
    failed && html`<strong>failed</strong>`,
    milliseconds(ms),
    through.join(', '),
  ]);
  const empty = 'None yet: call the API, then load this page again after a few seconds.';
  return page({
    title: 'EduConnect on this machine',
    body: html`${table(['Service', '', '', ''], rows, 'None is ready yet.')}
      <h2>Last traces</h2>
      ${table(['At', 'Request', '', 'Took', 'Services'], list, empty)}`,
  });
}

/** One trace: who asked whom, and when in its time each step ran. */
export function tracePage({ name, id, ms, steps }: Trace): string {
  const percent = (part: number) => ((part / Math.max(ms, 0.001)) * 100).toFixed(2);
  const rows = steps.map(({ span, service, depth, offset }) => {
    const facts = Object.entries(span.attributes).map(([key, value]) => `${key}: ${value}`);
    const place = `margin-left:${percent(offset)}%; width:${percent(span.ms)}%`;
    return [
      service,
      html`<span style="padding-left:${depth}em" title="${facts.join('\n')}">${span.name}</span>`,
      span.failed && html`<strong>failed</strong>`,
      milliseconds(span.ms),
      html`<div style="width:20rem"><hr style="${place}; border-top-width:.6em" /></div>`,
    ];
  });
  return page({
    title: name,
    body: html`<nav><a href="/">All traces</a></nav>
      <p class="quiet">Trace ${id}</p>
      ${table(['Service', 'Step', '', 'Took', ''], rows, 'It has no steps.')}`,
  });
}

/** @param lines the end of a log, as it was written */
export function logPage(service: string, lines: string): string {
  return page({
    title: `Log of ${service}`,
    body: html`<nav><a href="/">Back</a></nav>
      <pre>${lines || 'It has written nothing yet.'}</pre>`,
  });
}

const milliseconds = (ms: number) => `${ms.toFixed(1)} ms`;
