import { mkdirSync, rmSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServiceContract } from '@edu/contract-kit';
import { WORKSPACE, workspaceServices } from '@edu/database';
import type { DeclaredService, Variable } from '@edu/deploy';
import { rolldown } from 'rolldown';

/** What the sources of the services say about themselves. */
export interface DeclaredPlatform {
  /** Of every service behind the gateway. */
  readonly contracts: readonly ServiceContract[];
  /** The document that the gateway serves. */
  readonly openApi: unknown;
  readonly services: readonly DeclaredService[];
}

interface Bundle {
  readonly contracts: readonly ServiceContract[];
  readonly openApi: unknown;
  /** The exports of each service's `app.config.ts`. */
  readonly configs: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

const NAME = 'declared-platform';

/** Packages stay outside, so that there is one zod; ours, and the bundler's own, go in. */
function isPackage(id: string): boolean {
  return !new RegExp(`^(\\.|${NAME}$|@edu/|@oxc-project/)`).test(id) && !isAbsolute(id);
}

/**
 * Asks the sources of the services. They are bundled first: some of the libraries have decorators,
 * which Node.js does not run as they stand.
 */
export async function loadDeclaredPlatform(): Promise<DeclaredPlatform> {
  const apps = workspaceServices();
  const { contracts, openApi, configs } = await load(entry(apps.map(({ name }) => name)));
  const services = apps.map(({ name, hasDatabase }) => ({
    name,
    hasDatabase,
    contract: contracts.find((contract) => contract.service === name),
    variables: variablesOf(name, configs[name]!),
  }));
  return { contracts, openApi, services };
}

function entry(names: readonly string[]): string {
  const key = (name: string) => name.replaceAll('-', '_');
  return [
    `import { openApiDocument } from './libs/http/src/openapi.ts';`,
    `import { contracts } from './apps/gateway/src/contracts.ts';`,
    `import { handWrittenRoutes } from './apps/gateway/src/docs/hand-written-routes.ts';`,
    ...names.map((name) => `import * as ${key(name)} from './apps/${name}/src/app.config.ts';`),
    `export { contracts };`,
    `export const openApi = openApiDocument(contracts, handWrittenRoutes);`,
    `export const configs = { ${names.map((name) => `'${name}': ${key(name)}`).join(', ')} };`,
  ].join('\n');
}

async function load(source: string): Promise<Bundle> {
  const build = await rolldown({
    cwd: WORKSPACE,
    input: NAME,
    platform: 'node',
    tsconfig: false,
    plugins: [
      {
        name: NAME,
        resolveId: (id) => (id === NAME ? join(WORKSPACE, `${NAME}.ts`) : null),
        load: (id) => (id === join(WORKSPACE, `${NAME}.ts`) ? source : null),
      },
    ],
    external: (id) => isPackage(id),
    transform: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  });
  // In the workspace, where its packages are found.
  const dir = join(WORKSPACE, '.data');
  const file = join(dir, `${NAME}-${process.pid}.mjs`);
  try {
    mkdirSync(dir, { recursive: true });
    await build.write({ file, format: 'esm', codeSplitting: false });
    return (await import(pathToFileURL(file).href)) as Bundle;
  } finally {
    rmSync(file, { force: true });
    await build.close();
  }
}

function variablesOf(service: string, exported: Readonly<Record<string, object>>): Variable[] {
  const config = Object.values(exported).find((value) => 'variables' in value);
  if (!config) throw new Error(`apps/${service}/src/app.config.ts exports no configuration`);
  return (config as unknown as { variables: Variable[] }).variables;
}
