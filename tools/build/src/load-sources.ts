import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { WORKSPACE } from '@edu/database';
import { rolldown } from 'rolldown';

const ENTRY = join(WORKSPACE, 'entry.ts');

/** Packages stay outside, so that there is one zod; ours, and the bundler's own, go in. */
function isPackage(id: string): boolean {
  return !/^(\.|@edu\/|@oxc-project\/)/.test(id) && !isAbsolute(id);
}

/**
 * Imports a module that does not lie in a file: `code` names sources of the workspace as seen from
 * its root. They are bundled first: some have decorators, which Node.js does not run as they stand.
 */
export async function loadSources<T>(code: string): Promise<T> {
  const build = await rolldown({
    cwd: WORKSPACE,
    input: ENTRY,
    platform: 'node',
    tsconfig: false,
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === ENTRY ? id : null),
        load: (id) => (id === ENTRY ? code : null),
      },
    ],
    external: isPackage,
    transform: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  });
  // In the workspace, where its packages are found.
  const dir = join(WORKSPACE, '.data');
  const file = join(dir, `sources-${randomUUID()}.mjs`);
  try {
    mkdirSync(dir, { recursive: true });
    await build.write({ file, format: 'esm', codeSplitting: false });
    await import('reflect-metadata');
    return (await import(pathToFileURL(file).href)) as T;
  } finally {
    rmSync(file, { force: true });
    await build.close();
  }
}
