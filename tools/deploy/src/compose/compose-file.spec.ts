import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readServicesFile } from '../services-file.ts';
import { COMPOSE_FILE, composeFile } from './compose-file.ts';

const ROOT = join(import.meta.dirname, '../../../..');

/** The parts of a service of a Compose file that are looked at. */
interface ComposeService {
  readonly image: string;
  readonly build?: { readonly target?: string; readonly args?: { readonly APP: string } };
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly profiles?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: unknown;
  readonly restart?: string;
}

const text = readFileSync(join(ROOT, COMPOSE_FILE), 'utf8');
const { services, volumes } = parse(text, { merge: true }) as {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, null>>;
};
const all = Object.entries(services);
const deployed = Object.keys(readServicesFile(ROOT));
/** Those that have NATS, schemas and secrets: all but the web. */
const inner = deployed.filter((name) => name !== 'web');

const named = (wrong: (service: ComposeService, name: string) => boolean) =>
  all.filter(([name, service]) => wrong(service, name)).map(([name]) => name);
const mounts = (service: ComposeService) =>
  (service.volumes ?? []).map((volume) => volume.split(':')[0]!);

describe('docker-compose.yml', () => {
  it('runs every service from its own image, without rights', () => {
    for (const name of deployed) {
      expect(services[name], name).toMatchObject({
        build: { dockerfile: 'deploy/Dockerfile', args: { APP: name } },
        read_only: true,
        cap_drop: ['ALL'],
        restart: 'unless-stopped',
      });
    }
  });

  it('depends only on services and files that exist', () => {
    for (const [name, service] of all) {
      for (const source of mounts(service)) {
        const known = source.startsWith('./') ? existsSync(join(ROOT, source)) : source in volumes;
        expect(known, `${name} mounts ${source}`).toBe(true);
      }
      for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
        const message = `${name} waits for ${other}`;
        expect(services[other], message).toBeDefined();
        if (condition === 'service_healthy')
          expect(services[other]!.healthcheck, message).toBeDefined();
        else expect(services[other]!.restart, message).toBeUndefined();
      }
    }
    const used = new Set(all.flatMap(([, service]) => mounts(service)));
    expect(Object.keys(volumes).filter((volume) => !used.has(volume))).toEqual([]);
  });

  it('is a running platform without any profile', () => {
    const core = new Set(named((service) => !service.profiles));
    expect([...core].sort()).toEqual(
      [
        ...deployed,
        ...['mailpit', 'nats', 'postgres', 'prepare', 'redis', 'simulators', 'streams'],
      ].sort(),
    );
    for (const name of core) {
      for (const other of Object.keys(services[name]!.depends_on ?? {})) {
        expect(core.has(other), `${name} waits for ${other}`).toBe(true);
      }
    }
  });

  it('brings schemas and streams before any service starts', () => {
    const done = { condition: 'service_completed_successfully' };
    for (const name of inner) {
      expect(services[name]!.depends_on, name).toMatchObject({ prepare: done, streams: done });
    }
  });

  it('has the web behind the gateway, without NATS and without a secret', () => {
    expect(services['gateway']!.environment).toMatchObject({ WEB_URL: 'http://web:8080' });
    const { environment, ports, volumes, depends_on } = services['web']!;
    expect(environment).toMatchObject({ API_URL: 'http://gateway:8080', WEB_PORT: '8080' });
    expect(environment).not.toHaveProperty('NATS_URL');
    expect([ports, volumes, depends_on]).toEqual([undefined, undefined, undefined]);
  });

  it('is open to this machine alone', () => {
    expect(named(({ ports = [] }) => ports.some((port) => !port.startsWith('127.0.0.1:')))).toEqual(
      [],
    );
    const taken = all.flatMap(([, { ports = [] }]) => ports.map((port) => port.split(':').at(-2)));
    expect(new Set(taken).size).toBe(taken.length);
  });

  it('holds no secret', () => {
    const secret = /PASSWORD|SECRET|TOKEN|KEY/;
    const given = /^"?\$\{EDU_\w+:-educonnect\}"?$/;
    for (const [name, { environment = {} }] of all) {
      for (const [variable, value] of Object.entries(environment)) {
        const message = `${variable} of ${name}`;
        if (variable.endsWith('_FILE')) expect(value, message).toMatch(/^\/secrets\//);
        else if (secret.test(variable)) expect(value, message).toMatch(given);
        const password = /:\/\/[^:@/]*:([^@]*)@/.exec(value)?.[1];
        if (password) expect(password, message).toMatch(given);
      }
    }
  });

  it('names a version of every image that is not built here', () => {
    expect(named(({ image, build }) => !build && !/:[\w.-]*\d[\w.-]*$/.test(image))).toEqual([]);
  });

  it('is watched: what is measured is read, what is traced is taken', () => {
    for (const name of deployed) {
      expect(services[name]!.environment, name).toMatchObject({
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://tempo:4318',
      });
    }
    const observability = 'deploy/observability';
    expect(mounts(services['prometheus']!)).toContain(
      `./${observability}/rendered/prometheus.compose.yaml`,
    );
    const { rule_files: rules } = parse(
      readFileSync(join(ROOT, observability, 'rendered/prometheus.compose.yaml'), 'utf8'),
    ) as { rule_files: string[] };
    for (const file of rules) {
      expect(services['prometheus']!.volumes).toContain(
        `./${observability}/rendered/${file}:/etc/prometheus/${file}:ro`,
      );
    }
    const { providers } = parse(
      readFileSync(join(ROOT, observability, 'grafana/dashboards.yaml'), 'utf8'),
    ) as { providers: { options: { path: string } }[] };
    expect(services['grafana']!.volumes).toContain(
      `./${observability}/rendered/dashboards:${providers[0]!.options.path}:ro`,
    );
  });

  it('is accepted by docker compose', (context) => {
    const compose = [['docker', 'compose'], ['docker-compose']].find(
      ([command, ...args]) => spawnSync(command!, [...args, 'version']).status === 0,
    );
    if (!compose) return context.skip('Compose is not on PATH: apt-get install docker-compose');
    const [command, ...args] = compose as [string, ...string[]];
    const config = (file: string, input = '') =>
      spawnSync(command, [...args, '--project-directory', ROOT, '--file', file, 'config', '-q'], {
        env: { PATH: process.env['PATH'] },
        encoding: 'utf8',
        input,
      });
    expect(config(join(ROOT, COMPOSE_FILE))).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(config('-', text.replace('restart:', 'restarts:'))).toMatchObject({
      status: expect.toSatisfy((status: number) => status > 0),
      stderr: expect.stringContaining('restarts'),
    });
  });
});

it('gives NATS a password for each of its users', () => {
  const conf = readFileSync(join(ROOT, 'deploy/nats/rendered/users.conf'), 'utf8');
  const variables = [...conf.matchAll(/password: \$(\w+)/g)].map(([, variable]) => variable!);
  expect(variables.length).toBe(inner.length + 1);
  expect(Object.keys(services['nats']!.environment!).sort()).toEqual(variables.sort());
});

it('throws when the file has no rendered part', () => {
  expect(() => composeFile([], 'services:\n')).toThrow(
    'docker-compose.yml lacks the line "# Rendered from',
  );
});
