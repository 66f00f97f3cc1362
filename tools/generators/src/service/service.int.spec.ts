import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { testServers } from '@edu/testing';
import { WorkspaceCopy } from './workspace-copy.ts';

const TIMEOUT_MS = 120_000;
const APP = 'apps/customer-care';
const CONTRACT = 'libs/contracts/customer-care';

let copy: WorkspaceCopy;

/** Runs a program among the packages; its output, and whether it was content. */
function run(path: string, ...args: string[]): Promise<{ ok: boolean; output: string }> {
  const { postgresUrl, redisUrl, natsUrl } = testServers();
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    EDU_POSTGRES_URL: postgresUrl,
    EDU_REDIS_URL: redisUrl,
    EDU_NATS_URL: natsUrl,
  };
  return new Promise((done) => {
    const program = join(copy.root, 'node_modules', path);
    execFile(process.execPath, [program, ...args], { cwd: copy.root, env }, (error, out, err) =>
      done({ ok: !error, output: out + err }),
    );
  });
}
const generate = (...args: string[]) =>
  run('nx/dist/bin/nx.js', 'generate', '@edu/generators:service', ...args, '--no-interactive');
const read = (path: string) => readFileSync(join(copy.root, path), 'utf8');

beforeAll(async () => {
  copy = new WorkspaceCopy();
  const { ok, output } = await generate('customer-care', '--noun=ticket');
  expect(ok, output).toBe(true);
}, TIMEOUT_MS);
afterAll(() => copy.remove());

describe('a generated service', () => {
  it('is registered: its contract, its packages, its documents', () => {
    expect(read('libs/contracts/registry/src/registry.ts')).toMatch(
      /bookingContract,\n {2}customerCareContract,\n {2}notificationContract,/,
    );
    expect(existsSync(join(copy.root, 'node_modules/@edu/contracts-customer-care'))).toBe(true);
    const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, unknown> };
    expect(lock.packages['node_modules/@edu/customer-care']).toEqual({ resolved: APP, link: true });
    expect(read('docs/api/openapi.json')).toContain('/api/v1/tickets/{id}/close');
    expect(read('docs/api/schemas/customer-care.json')).toContain('evt.customer-care.created.v1');
  });

  it('is deployed: container, permissions, manifests, dashboard, without another edit', () => {
    expect(read('deploy/services.yaml')).toMatch(/\n {2}customer-care: \{\}\n$/);
    const { services } = parse(read('docker-compose.yml'), { merge: true }) as {
      services: Record<string, { image: string; build: object; environment: object }>;
    };
    expect(services['customer-care']).toMatchObject({
      image: 'educonnect/customer-care',
      build: { dockerfile: 'deploy/Dockerfile', args: { APP: 'customer-care' } },
    });
    expect(services['nats']!.environment).toHaveProperty('NATS_PASSWORD_CUSTOMER_CARE');
    expect(services).toHaveProperty('postgres');
    expect(read('deploy/nats/rendered/users.conf')).toContain(
      'user: "customer-care", password: $NATS_PASSWORD_CUSTOMER_CARE',
    );
    expect(read('deploy/k8s/base/kustomization.yaml')).toContain('- customer-care\n');
    expect(read('deploy/k8s/base/customer-care/deployment.yaml')).toContain(
      'image: registry.invalid/customer-care\n',
    );
    expect(read('deploy/k8s/base/migrations/kustomization.yaml')).toContain(
      '- ../customer-care/migrate\n',
    );
    const observability = 'deploy/observability/rendered';
    expect(read(`${observability}/prometheus.compose.yaml`)).toContain('- customer-care:9090\n');
    expect(read(`${observability}/rules.yaml`)).toContain('service="customer-care"');
    expect(
      JSON.parse(read(`${observability}/dashboards/educonnect-customer-care.json`)),
    ).toMatchObject({ uid: 'educonnect-customer-care' });
  });

  it(
    'has an image: one is made of every application, and its folder is whole',
    async () => {
      const args = ['show', 'projects', '--projects', 'tag:type:app', '--json'];
      const [projects, build] = await Promise.all([
        run('nx/dist/bin/nx.js', ...args),
        run('@edu/build/src/main.ts', '--only', 'customer-care', '--out', join(copy.root, 'image')),
      ]);
      expect(projects.output).toContain('"@edu/customer-care"');
      expect(build.ok, build.output).toBe(true);
      for (const file of ['customer-care.js', 'migrate.js', `${APP}/prisma/migrations`]) {
        expect(existsSync(join(copy.root, 'image', file)), file).toBe(true);
      }
    },
    TIMEOUT_MS,
  );

  it(
    'passes its own tests on real servers, and the rules of all contracts',
    async () => {
      const { ok, output } = await run('vitest/vitest.mjs', 'run', APP, 'libs/contracts/registry');
      expect(ok, output).toBe(true);
      expect(output).toContain('ticket.int.spec.ts');
      expect(output).toContain('registry.spec.ts');
    },
    TIMEOUT_MS,
  );

  it(
    'lints, type-checks and is formatted',
    async () => {
      // Only what is new: the rest has been checked where it comes from.
      const include = [
        `${APP}/**/*.ts`,
        `${CONTRACT}/**/*.ts`,
        'libs/contracts/registry/src/registry.ts',
      ];
      writeFileSync(
        join(copy.root, 'tsconfig.json'),
        `${JSON.stringify({ extends: './tsconfig.base.json', include }, null, 2)}\n`,
      );
      const results = await Promise.all([
        run('typescript/bin/tsc', '-p', 'tsconfig.json'),
        run('eslint/bin/eslint.js', APP, CONTRACT, 'libs/contracts/registry/src/registry.ts'),
        run(
          'prettier/bin/prettier.cjs',
          '--check',
          APP,
          CONTRACT,
          'libs/contracts/registry',
          'package.json',
        ),
      ]);
      for (const { ok, output } of results) expect(ok, output).toBe(true);
    },
    TIMEOUT_MS,
  );

  it(
    'is refused where its name or its routes are taken',
    async () => {
      const name = await generate('gateway');
      expect(name.ok).toBe(false);
      expect(name.output).toContain('there is a project @edu/gateway already');
      const routes = await generate('agenda', '--noun=booking');
      expect(routes.ok).toBe(false);
      expect(routes.output).toContain('booking has routes below /bookings already');
      expect(existsSync(join(copy.root, 'apps/agenda'))).toBe(false);
    },
    TIMEOUT_MS,
  );
});
