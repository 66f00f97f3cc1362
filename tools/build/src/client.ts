import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { WorkspaceService } from '@edu/database';

/** Smaller files travel in one packet anyway. */
const MIN_BYTES = 600;
const COMPRESSED = /\.(js|css|svg|json|webmanifest)$/;

/**
 * Makes the browser's part of a service that has one (`vite.config.ts`), in `<service>-client` beside
 * its bundle, and compresses it as far as it goes.
 */
export async function buildClient({ name, dir }: WorkspaceService, outDir: string): Promise<void> {
  const configFile = join(dir, 'vite.config.ts');
  if (!existsSync(configFile)) return;
  const clientDir = join(outDir, `${name}-client`);
  const { build } = await import('vite'); // large
  await build({ configFile, build: { outDir: clientDir } });
  for (const file of readdirSync(clientDir, { recursive: true, encoding: 'utf8' })) {
    if (COMPRESSED.test(file)) compress(join(clientDir, file));
  }
}

function compress(path: string): void {
  const bytes = readFileSync(path);
  if (bytes.length < MIN_BYTES) return;
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
}
