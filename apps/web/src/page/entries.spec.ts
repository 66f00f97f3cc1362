import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { beforeAll, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
/** Building all entries, on a busy machine. */
const BUILD_MS = 60_000;

let chunks: ReadonlyMap<string, Rolldown.OutputChunk>;
beforeAll(async () => {
  const configFile = join(root, 'vite.config.ts');
  const built = await build({ root, configFile, build: { write: false } });
  const { output } = built as Rolldown.RolldownOutput;
  const files = output.filter((file) => file.type === 'chunk');
  chunks = new Map(files.map((chunk) => [chunk.fileName, chunk]));
}, BUILD_MS);

/** All that an entry loads, at once or later. */
function namesFrom(entry: string): Set<string> {
  const first = [...chunks.values()].find(({ isEntry, name }) => isEntry && name === entry)!;
  const seen = new Set([first]);
  for (const { imports, dynamicImports } of seen) {
    for (const file of [...imports, ...dynamicImports]) seen.add(chunks.get(file)!);
  }
  return new Set([...seen].map(({ name }) => name));
}

it.each(['shell', 'provider', 'search-form', 'service-worker'])(
  'the entry %s loads nothing of what islands are made of, also not later',
  (entry) => {
    expect(namesFrom(entry)).not.toContain('island');
  },
);

it('an island loads it', () => expect(namesFrom('sign-in')).toContain('island'));
