import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE } from '@edu/database';

const SKIPPED = new Set(['node_modules', 'prisma', 'migrations']);
/** Code and, for the web, styles, texts and pictures. */
const SOURCE = /\.(tsx?|css|json|svg|png|webmanifest)$/;
const TEST = /\.(spec|harness)\.tsx?$/;

/** A short name for what a build of these services would contain. */
export function fingerprint(names: readonly string[], root: string = WORKSPACE): string {
  const hash = createHash('sha256').update(names.join(','));
  const folders = [...names.map((name) => `apps/${name}`), 'libs', 'tools/build/src'];
  const files = folders.flatMap((folder) => sourceFiles(join(root, folder)));
  for (const file of [join(root, 'package-lock.json'), ...files]) {
    hash.update(`\0${file.slice(root.length)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

const STAMP = 'prisma/.schema-hash';
const isPrismaOf = (folder: string) => existsSync(join(folder, 'prisma'));

/** What builds are made of, in the order of the paths; generated database clients count by their stamp alone. */
function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.name === 'generated' && isPrismaOf(path)) return [join(path, STAMP)];
      if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : sourceFiles(path);
      return SOURCE.test(entry.name) && !TEST.test(entry.name) ? [path] : [];
    });
}
