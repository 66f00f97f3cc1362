import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readServicesFile } from '../services-file.ts';
import { composeModel, type ComposeService } from './compose-model.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const { services, volumes } = composeModel(ROOT);
const all = Object.entries(services);
const deployed = Object.keys(readServicesFile(ROOT));

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

  it('asks for nothing that is not there', () => {
    for (const [name, service] of all) {
      for (const source of mounts(service)) {
        const known = source.startsWith('./') ? existsSync(join(ROOT, source)) : source in volumes;
        expect(known, `${name} mounts ${source}`).toBe(true);
      }
      for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
        const told = `${name} waits for ${other}`;
        expect(services[other], told).toBeDefined();
        if (condition === 'service_healthy')
          expect(services[other]!.healthcheck, told).toBeDefined();
        else expect(services[other]!.restart, told).toBeUndefined();
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
        const told = `${variable} of ${name}`;
        if (variable.endsWith('_FILE')) expect(value, told).toMatch(/^\/secrets\//);
        else if (secret.test(variable)) expect(value, told).toMatch(given);
        const password = /:\/\/[^:@/]*:([^@]*)@/.exec(value)?.[1];
        if (password) expect(password, told).toMatch(given);
      }
    }
  });

  it('names a version of every image that is not built here', () => {
    expect(named(({ image, build }) => !build && !/:[\w.-]*\d[\w.-]*$/.test(image))).toEqual([]);
  });
});

it('gives NATS a password for each of its users', () => {
  const conf = readFileSync(join(ROOT, 'deploy/nats/rendered/users.conf'), 'utf8');
  const variables = [...conf.matchAll(/password: \$(\w+)/g)].map(([, variable]) => variable!);
  expect(variables.length).toBe(deployed.length + 1);
  expect(Object.keys(services['nats']!.environment!).sort()).toEqual(variables.sort());
});

it('lets Prometheus ask every service', () => {
  const mounted = services['prometheus']!.volumes!.find((volume) => volume.includes('.yml:'))!;
  const { scrape_configs: jobs } = parse(
    readFileSync(join(ROOT, mounted.split(':')[0]!), 'utf8'),
  ) as {
    scrape_configs: { static_configs: { targets: string[] }[] }[];
  };
  const targets = jobs.flatMap((job) => job.static_configs.flatMap((config) => config.targets));
  expect(targets).toEqual(deployed.map((name) => `${name}:9090`));
});
