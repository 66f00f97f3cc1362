import { relative } from 'node:path';
import { SIMULATORS } from '@edu/simulators/definitions';
import type { Platform } from './platform.ts';

/** What somebody needs to know who has just started the platform. */
export function banner({
  url,
  urls,
  demo,
  logs,
}: Pick<Platform, 'url' | 'urls' | 'demo' | 'logs'>): string {
  const lines: [string, string | undefined][] = [
    ['API', urls.api],
    ['Documentation', urls.docs],
    ['Status', `${url}/status`],
    ...SIMULATORS.map(({ label, name }): [string, string | undefined] => [label, urls[name]]),
    ['Classrooms', urls.classrooms],
    ['Traces and metrics', urls.watch],
    ['Log files', shortPath(logs)],
  ];
  const accounts = demo?.accounts ?? [];
  const width = Math.max(0, ...accounts.map(({ login }) => login.length));
  const shown = lines.filter(([, value]) => value !== undefined);
  const column = Math.max(...shown.map(([label]) => label.length)) + 2;
  return [
    '',
    ...shown.map(([label, value]) => `  ${label.padEnd(column)}${value}`),
    ...(accounts.length > 0 ? ['', '  Demo accounts'] : []),
    ...accounts.map(
      ({ role, login, password }) => `  ${role.padEnd(column)}${login.padEnd(width)}  ${password}`,
    ),
    ...(accounts.length > 0
      ? ['', '  Staff need a passkey: npm run admin -- --passkey <login> gives the link to add it']
      : []),
    '',
  ].join('\n');
}

function shortPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}
