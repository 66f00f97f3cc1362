import { STREAMS, type StreamName } from '../scenario/scenarios.ts';
import type { BenchResult, StreamResult } from './result.ts';
import { ms } from './scenario-lines.ts';

const WIDTH = 760;
const LEFT = 130;
const RIGHT = 60;
const TOP = 62;
const ROW = 46;
const BAR = 10;
const BOTTOM = 46;
/** Milliseconds at both ends of the logarithmic axis. */
const [LEAST, MOST] = [1, 1_000];
const TICKS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

/** Readable on white and on black: the colours follow the reader's, where the viewer tells. */
const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #24292f }
  .title { font-size: 15px; font-weight: 600 }
  .quiet { fill: #57606a }
  .grid { stroke: #d0d7de }
  .p50 { fill: #54aeff }
  .p95 { fill: #0969da }
  .p99 { fill: #0a3069 }
  .bar { stroke: #cf222e; stroke-width: 2; stroke-dasharray: 4 2 }
  .limit { fill: #cf222e }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .quiet { fill: #9198a1 }
    .grid { stroke: #3d444d }
    .p50 { fill: #79c0ff }
    .p95 { fill: #388bfd }
    .p99 { fill: #a5d6ff }
    .bar { stroke: #ff7b72 }
    .limit { fill: #ff7b72 }
  }`;

/** P50, P95 and P99 of each path alone, against what the platform promises. */
export function chartOf(result: BenchResult): string {
  const streams = result.scenarios.flatMap(({ name, streams: all }) =>
    all.filter((stream) => stream.name === name),
  );
  const height = TOP + streams.length * ROW + BOTTOM;
  const { options, machine, versions, commit } = result;
  const about =
    `${options.listings.toLocaleString('en')} listings, Poisson arrivals, latency from the time a ` +
    `request is due, ${options.repeats} × ${options.seconds} s`;
  const where = `${machine.cores} × ${machine.cpu}, PostgreSQL ${versions['postgres']}, Node.js ${versions['node']}, ${commit}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Latency of each path">`,
    `<style>${STYLE}\n</style>`,
    text(16, 22, 'Latency of each path, in milliseconds', 'title'),
    text(16, 40, about, 'quiet'),
    ...TICKS.flatMap((tick) => [
      `<line class="grid" x1="${x(tick)}" x2="${x(tick)}" y1="${TOP}" y2="${height - BOTTOM}"/>`,
      text(x(tick), height - BOTTOM + 16, String(tick), 'quiet', 'middle'),
    ]),
    ...streams.flatMap((stream, index) => row(stream, TOP + index * ROW)),
    ...legend(height - 8),
    text(WIDTH - 16, height - 8, where, 'quiet', 'end'),
    '</svg>',
    '',
  ].join('\n');
}

function row(stream: StreamResult, top: number): string[] {
  const { bar } = STREAMS[stream.name as StreamName];
  const bars = [
    ['p50', stream.p50.median],
    ['p95', stream.p95.median],
    ...(stream.p99 ? [['p99', stream.p99.median] as const] : []),
  ] as const;
  const first = top + (ROW - bars.length * (BAR + 2)) / 2;
  return [
    text(16, top + ROW / 2, stream.name),
    text(16, top + ROW / 2 + 14, `${stream.rate}/s`, 'quiet'),
    ...bars.flatMap(([name, value], index) => {
      const y = first + index * (BAR + 2);
      return [
        `<rect class="${name}" x="${LEFT}" y="${y}" width="${(x(value) - LEFT).toFixed(1)}" height="${BAR}" rx="1"/>`,
        text(Number(x(value)) + 4, y + BAR - 1, ms(value), 'quiet'),
      ];
    }),
    `<line class="bar" x1="${x(bar.ms)}" x2="${x(bar.ms)}" y1="${top + 4}" y2="${top + ROW - 4}"/>`,
    text(x(bar.ms) + 4, top + ROW / 2 + 4, `${bar.percentile.toUpperCase()} < ${bar.ms}`, 'limit'),
  ];
}

function legend(y: number): string[] {
  return ['p50', 'p95', 'p99'].flatMap((name, index) => [
    `<rect class="${name}" x="${16 + index * 52}" y="${y - 9}" width="10" height="10"/>`,
    text(30 + index * 52, y, name.toUpperCase(), 'quiet'),
  ]);
}

function x(value: number): number {
  const within = Math.min(Math.max(value, LEAST), MOST);
  const share = Math.log(within / LEAST) / Math.log(MOST / LEAST);
  return Number((LEFT + share * (WIDTH - LEFT - RIGHT)).toFixed(1));
}

function text(
  at: number,
  y: number,
  content: string,
  style = '',
  anchor: 'start' | 'middle' | 'end' = 'start',
): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<text${style && ` class="${style}"`} x="${at}" y="${y}"${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}>${escaped}</text>`;
}
