import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readServicesFile } from './services-file.ts';

const ROOT = join(import.meta.dirname, '../../..');
const entries = readServicesFile(ROOT);

interface Promised {
  readonly subject: string;
}

const CALLS =
  /(?:\.(?:call|forward)\(|\b(?:snapshot|list|erase|beginRetention|listRetention):)\s*(\w+)(Rpc)\.(\w+)/g;
const FOLLOWED = /@On\((\w+)(Events)\.(\w+)\)/g;

function sourcesOf(service: string): string[] {
  return globSync(`apps/${service}/src/**/*.ts`, { cwd: ROOT })
    .filter((file) => !/\.(spec|harness|conformance)\.ts$|\/generated\//.test(file))
    .map((file) => readFileSync(join(ROOT, file), 'utf8'));
}

/** The subjects of `paymentRpc.createIntent` and the like that a pattern finds. */
async function subjectsIn(sources: readonly string[], pattern: RegExp): Promise<string[]> {
  const found = new Set<string>();
  for (const match of sources.flatMap((source) => [...source.matchAll(pattern)])) {
    const [, owner, kind, name] = match;
    const module = (await import(`@edu/contracts-${owner}`)) as Record<
      string,
      Record<string, Promised>
    >;
    found.add(module[`${owner}${kind}`]![name!]!.subject);
  }
  return [...found].sort();
}

/** What is asked for in `deploy/services.yaml` is allowed; so it is exactly what the code uses. */
describe.each(Object.keys(entries))('the entry of %s', (service) => {
  const { calls, follows } = entries[service]!;
  const sources = sourcesOf(service);

  it('names the calls that its code makes', async () => {
    expect([...calls].sort()).toEqual(await subjectsIn(sources, CALLS));
  });

  it('names the events that each of its consumers follows', async () => {
    const inCode: Record<string, string[]> = {};
    for (const source of sources) {
      const subjects = await subjectsIn([source], FOLLOWED);
      if (subjects.length === 0) continue;
      const consumer = /@Consumer\('([\w-]+)'\)/.exec(source)![1]!;
      // Several classes may be one consumer.
      inCode[consumer] = [...(inCode[consumer] ?? []), ...subjects].sort();
    }
    const declared = Object.entries(follows).map(([name, events]) => [name, [...events].sort()]);
    expect(Object.fromEntries(declared)).toEqual(inCode);
  });
});

/**
 * In a circle of calls each waits for the other, and one that is slow stalls them all. Snapshots do
 * not count: a command asks for them, not a user, and their owner answers from its own rows; nor does
 * what is kept of a person, which jobs ask for, and what is deleted in time, also from own rows.
 */
it('no services call each other in a circle', () => {
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    (entries[from]?.calls ?? [])
      .filter(
        (subject) =>
          !/\.(?:list_(?:\w+_)?snapshot|list_user_data|erase_user_data|begin_retention|list_retention)\.v1$/.test(
            subject,
          ),
      )
      .map((subject) => subject.split('.')[1]!)
      .some((next) => {
        if (next === to) return true;
        return !seen.has(next) && reaches(next, to, seen.add(next));
      });
  expect(Object.keys(entries).filter((service) => reaches(service, service))).toEqual([]);
});
