import { textTable } from '../report/text-table.ts';
import type { WebResult } from './web-bench.ts';

const kB = (bytes: number) => (bytes / 1_000).toFixed(1);

/** What a first visit of each page takes, and what it costs the web's process. */
export function webSummary({ loads, servers, memory }: WebResult): string {
  const visits = loads.map((load) => [
    load.name,
    kB(load.total),
    kB(load.script),
    kB(load.document),
    String(load.requests),
    load.ttfb.toFixed(0),
    load.lcp.toFixed(0),
    load.blocked.toFixed(0),
    load.cls.toFixed(3),
  ]);
  const costs = servers.map(({ name, perSecond, cpuUs, p95 }) => [
    name,
    perSecond.toFixed(0),
    cpuUs.toFixed(0),
    p95.toFixed(1),
  ]);
  return [
    'First visit of a phone with a quarter of this CPU at 1.6 Mbit/s and 150 ms:',
    textTable(
      ['', 'kB', 'scripts', 'page', 'requests', 'TTFB ms', 'LCP ms', 'TBT ms', 'CLS'],
      visits,
    ),
    '',
    'Asked for through the gateway as fast as it answers:',
    textTable(['', 'pages/s', 'CPU of web, µs', 'P95 ms'], costs),
    '',
    `The web's process takes ${(memory / 1e6).toFixed(0)} MB`,
  ].join('\n');
}
