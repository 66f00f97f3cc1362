import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { WORKSPACE, type WorkspaceService } from '@edu/database';
import { rolldown, type OutputChunk, type RolldownLog } from 'rolldown';
import { nativePackage, readPackages } from './unbundled-packages.ts';

/** Names of further programs, and the module of the workspace that each starts with. */
export type Programs = Readonly<Record<string, string>>;

/**
 * Writes the bundles of the services and other programs into the folder.
 *
 * @returns the packages they need as files, which no bundle can hold
 */
export async function bundle(
  services: readonly WorkspaceService[],
  dir: string,
  programs: Programs,
): Promise<string[]> {
  const entries = services.map(({ name, dir: app }) => [name, join(app, 'src/main.ts')] as const);
  const build = await rolldown({
    cwd: WORKSPACE,
    input: { ...Object.fromEntries(entries), ...programs },
    platform: 'node',
    tsconfig: false,
    external: (id) => nativePackage(id) !== undefined,
    // Nest injects by the types that the metadata names.
    transform: {
      target: 'node26',
      decorator: { legacy: true, emitDecoratorMetadata: true },
      // Packages ask it at every turn, and React is three times slower where it says otherwise; our own
      // services ask their configuration.
      define: { 'process.env.NODE_ENV': '"production"' },
    },
    onLog: (level, log) => {
      if (level === 'warn' && isOurs(log)) throw new Error(log.message);
    },
  });
  try {
    const { output } = await build.generate({
      format: 'esm',
      sourcemap: true,
      entryFileNames: '[name].js',
      chunkFileNames: ({ name }) =>
        name.startsWith('vendor') ? 'chunks/vendor-[hash].js' : 'chunks/[name]-[hash].js',
      codeSplitting: {
        groups: [
          // Packages apart, and each service loads only those it uses.
          { name: 'vendor', test: /node_modules/, tags: ['$initial'], entriesAware: true },
        ],
      },
    });
    const chunks = output.filter((file) => file.type === 'chunk');
    for (const chunk of chunks) writeChunk(chunk, dir);
    writeFileSync(join(dir, 'package.json'), '{ "type": "module" }\n');
    const imports = chunks.flatMap((chunk) => [...chunk.imports, ...chunk.dynamicImports]);
    const read = chunks.flatMap(({ code }) => readPackages(code));
    return [...new Set([...imports.flatMap((id) => nativePackage(id) ?? []), ...read])];
  } finally {
    await build.close();
  }
}

/** A map over the packages would cost each process 90 MB, and their traces are read rarely. */
function writeChunk(chunk: OutputChunk, dir: string): void {
  const path = join(dir, chunk.fileName);
  const own = chunk.moduleIds.some((id) => !id.includes('node_modules'));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(
    path,
    own ? chunk.code : chunk.code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'),
  );
  if (own && chunk.map) writeFileSync(`${path}.map`, chunk.map.toString());
}

/** Packages try optional ones that are not installed; our own code has no such excuse. */
function isOurs({ code, message }: RolldownLog): boolean {
  return code === 'UNRESOLVED_IMPORT' && !/ in \S*node_modules\//.test(message);
}
