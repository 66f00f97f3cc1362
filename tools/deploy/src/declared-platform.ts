import { loadSources } from '@edu/build/load-sources';
import type { ServiceContract } from '@edu/contract-kit';
import type { DataMap } from '@edu/data-rights/data-map';
import { workspaceServices } from '@edu/database';
import type { DeclaredService, Variable } from './deployed-service.ts';

/** What the sources of the services say about themselves. */
export interface DeclaredPlatform {
  /** Of every service that the gateway calls. */
  readonly contracts: readonly ServiceContract[];
  /** The document that the gateway serves. */
  readonly openApi: unknown;
  readonly services: readonly DeclaredService[];
}

interface Sources {
  readonly contracts: readonly ServiceContract[];
  readonly openApi: unknown;
  /** The exports of each service's `app.config.ts`. */
  readonly configs: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly dataMaps: Readonly<Record<string, DataMap>>;
}

/** Asks the sources of the services. */
export async function loadDeclaredPlatform(): Promise<DeclaredPlatform> {
  const apps = workspaceServices();
  const { contracts, openApi, configs, dataMaps } = await loadSources<Sources>(
    entry(
      apps.map(({ name }) => name),
      apps.filter(({ hasDatabase }) => hasDatabase).map(({ name }) => name),
    ),
  );
  const services = apps.map(({ name, hasDatabase }) => ({
    name,
    hasDatabase,
    contract: contracts.find((contract) => contract.service === name),
    variables: variablesOf(name, configs[name]!),
    dataMap: dataMaps[name],
    egress: (configs[name]!['egress'] ?? []) as readonly string[],
  }));
  return { contracts, openApi, services };
}

function entry(names: readonly string[], withDatabase: readonly string[]): string {
  const key = (name: string) => name.replaceAll('-', '_');
  const map = (name: string) => `${key(name)}_data`;
  return [
    `import { openApiDocument } from './libs/http/src/openapi.ts';`,
    `import { contracts } from './libs/contracts/registry/src/registry.ts';`,
    `import { handWrittenRoutes } from './apps/gateway/src/docs/hand-written-routes.ts';`,
    ...names.map((name) => `import * as ${key(name)} from './apps/${name}/src/app.config.ts';`),
    ...withDatabase.map(
      (name) => `import { dataMap as ${map(name)} } from './apps/${name}/src/data-map.ts';`,
    ),
    `export { contracts };`,
    `export const openApi = openApiDocument(contracts, handWrittenRoutes);`,
    `export const configs = { ${names.map((name) => `'${name}': ${key(name)}`).join(', ')} };`,
    `export const dataMaps = { ${withDatabase.map((name) => `'${name}': ${map(name)}`).join(', ')} };`,
  ].join('\n');
}

function variablesOf(service: string, exported: Readonly<Record<string, object>>): Variable[] {
  const config = Object.values(exported).find((value) => 'variables' in value);
  if (!config) throw new Error(`apps/${service}/src/app.config.ts exports no configuration`);
  return (config as unknown as { variables: Variable[] }).variables;
}
