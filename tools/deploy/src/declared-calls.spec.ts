import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readServicesFile } from './services-file.ts';

const ROOT = join(import.meta.dirname, '../../..');
const entries = readServicesFile(ROOT);

interface Promised {
  readonly subject: string;
}

/** The subjects of `paymentRpc.createIntent` and the like that a pattern finds in a service. */
async function subjectsIn(service: string, pattern: RegExp): Promise<string[]> {
  const files = globSync(`apps/${service}/src/**/*.ts`, { cwd: ROOT }).filter(
    (file) => !/\.(spec|harness|conformance)\.ts$|\/generated\//.test(file),
  );
  const found = new Set<string>();
  for (const file of files) {
    for (const match of readFileSync(join(ROOT, file), 'utf8').matchAll(pattern)) {
      const [, owner, kind, name] = match;
      const module = (await import(`@edu/contracts-${owner}`)) as Record<
        string,
        Record<string, Promised>
      >;
      found.add(module[`${owner}${kind}`]![name!]!.subject);
    }
  }
  return [...found].sort();
}

/** What is asked for in `deploy/services.yaml` is allowed; so it is exactly what the code uses. */
describe.each(Object.keys(entries))('the entry of %s', (service) => {
  const { calls, follows } = entries[service]!;

  it('names the calls that its code makes', async () => {
    const made = await subjectsIn(service, /\.(?:call|forward)\(\s*(\w+)(Rpc)\.(\w+)/g);
    expect([...calls].sort()).toEqual(made);
  });

  it('names the events that its code follows', async () => {
    expect([...follows].sort()).toEqual(await subjectsIn(service, /@On\((\w+)(Events)\.(\w+)\)/g));
  });
});

/** Still to be broken up; none may be added. */
const ON_A_CIRCLE = ['auth', 'notification'];

/** In a circle of calls each waits for the other, and one that is slow stalls them all. */
it('no services call each other in a circle', () => {
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    (entries[from]?.calls ?? [])
      .map((subject) => subject.split('.')[1]!)
      .some((next) => {
        if (next === to) return true;
        return !seen.has(next) && reaches(next, to, seen.add(next));
      });
  expect(Object.keys(entries).filter((service) => reaches(service, service))).toEqual(ON_A_CIRCLE);
});
