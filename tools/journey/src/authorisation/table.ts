import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contracts } from '@edu/contracts-registry';
import { WORKSPACE } from '@edu/database';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** What the platform really has and `docs/authorisation.md` does not: routes that it serves, calls it answers. */
export async function missingInTable(url: string): Promise<string[]> {
  const table = readFileSync(join(WORKSPACE, 'docs/authorisation.md'), 'utf8');
  const response = await fetch(`${url}/api/v1/openapi.json`);
  const { paths } = (await response.json()) as { paths: Record<string, Record<string, unknown>> };
  const routes = Object.entries(paths).flatMap(([path, operations]) =>
    METHODS.filter((method) => method in operations).map(
      (method) => `${method.toUpperCase()} ${path}`,
    ),
  );
  const permissions = readFileSync(join(WORKSPACE, 'deploy/nats/rendered/users.conf'), 'utf8');
  const subjects = permissions.match(/\b(rpc|evt)\.[a-z-]+\.[a-z_]+\.v\d+\b/g) ?? [];
  const known = contracts.flatMap(({ rpc }) => Object.values(rpc).map(({ subject }) => subject));
  const all = new Set([...routes, ...subjects, ...known]);
  return [...all].filter((one) => !table.includes(`\`${one}\``));
}
