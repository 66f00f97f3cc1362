import { mkdirSync, rmSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServiceContract } from '@edu/contract-kit';
import { WORKSPACE } from '@edu/database';
import { rolldown } from 'rolldown';

/** What the gateway knows about the platform's API. */
export interface GatewayApi {
  readonly contracts: readonly ServiceContract[];
  /** The document that it serves. */
  readonly openApi: unknown;
}

/** Packages stay outside, so that there is one zod; ours, and the bundler's own, go in. */
function isPackage(id: string): boolean {
  return !/^(\.|gateway-api$|@edu\/|@oxc-project\/)/.test(id) && !isAbsolute(id);
}

const ENTRY = `
  import { openApiDocument } from './libs/http/src/openapi.ts';
  import { contracts } from './apps/gateway/src/contracts.ts';
  import { handWrittenRoutes } from './apps/gateway/src/docs/hand-written-routes.ts';
  export { contracts };
  export const openApi = openApiDocument(contracts, handWrittenRoutes);
`;

/**
 * Asks the gateway's own sources. They are bundled first: some of the libraries have decorators,
 * which Node.js does not run as they stand.
 */
export async function loadGatewayApi(): Promise<GatewayApi> {
  const build = await rolldown({
    cwd: WORKSPACE,
    input: 'gateway-api',
    platform: 'node',
    tsconfig: false,
    plugins: [
      {
        name: 'gateway-api',
        resolveId: (id) => (id === 'gateway-api' ? join(WORKSPACE, 'gateway-api.ts') : null),
        load: (id) => (id === join(WORKSPACE, 'gateway-api.ts') ? ENTRY : null),
      },
    ],
    external: (id) => isPackage(id),
    transform: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  });
  // In the workspace, where its packages are found.
  const dir = join(WORKSPACE, '.data');
  const file = join(dir, `gateway-api-${process.pid}.mjs`);
  try {
    mkdirSync(dir, { recursive: true });
    await build.write({ file, format: 'esm' });
    return (await import(pathToFileURL(file).href)) as GatewayApi;
  } finally {
    rmSync(file, { force: true });
    await build.close();
  }
}
