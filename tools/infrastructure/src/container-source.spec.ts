import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  composeEnvironment,
  findCompose,
  removeContainers,
  startContainers,
} from './container-source.ts';
import { DataFolder } from './data-folder.ts';

let dir: string;
let folder: DataFolder;
let env: NodeJS.ProcessEnv;

/** A program called docker that writes down how it is called. */
function fakeDocker(body = ''): void {
  const path = join(dir, 'docker');
  const script = `#!/bin/sh\necho "$EDU_REDIS_APPENDONLY $*" >> "${join(dir, 'calls')}"\n${body}\n`;
  writeFileSync(path, script);
  chmodSync(path, 0o755);
}

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'edu-docker-'));
  env = { PATH: `${dir}:/usr/bin:/bin` };
  folder = await DataFolder.open(join(dir, 'data'));
});
afterEach(() => {
  folder.close();
  rmSync(dir, { recursive: true });
});

const calls = (): string[] => readFileSync(join(dir, 'calls'), 'utf8').trim().split('\n');

it('finds no engine where "docker info" fails', async () => {
  fakeDocker('exit 1');
  expect(await findCompose(env)).toBeUndefined();
});

it('starts only the services asked for, stops them, and removes them on reset', async () => {
  fakeDocker();
  const compose = await findCompose(env);
  expect(compose).toEqual(['docker', 'compose']);
  const containers = await startContainers(['redis'], compose!, folder, { env, throwaway: false });
  expect([...containers.urls.keys()]).toEqual(['redis']);
  expect(containers.urls.get('redis')).toContain(`${folder.state('redis')?.port}`);
  await containers.stop();
  await removeContainers(folder, env);
  const project = `compose --project-name educonnect-${folder.key} --file .*docker-compose.yml`;
  const [up, stop, down] = calls().slice(2);
  expect(up).toMatch(new RegExp(`^yes ${project} up --detach --wait redis$`));
  expect(stop).toMatch(new RegExp(`^yes ${project} stop$`));
  expect(down).toMatch(new RegExp(`${project} down --volumes$`));
});

it('removes volumes of throwaway servers at once', async () => {
  fakeDocker();
  const options = { env, throwaway: true };
  const containers = await startContainers(['nats'], ['docker', 'compose'], folder, options);
  await containers.stop();
  expect(calls().at(-1)).toMatch(/^no .* down --volumes --timeout 0$/);
});

it('fails with the end of the engine’s output', async () => {
  fakeDocker('echo "no route to registry" >&2; exit 1');
  await expect(
    startContainers(['nats'], ['docker', 'compose'], folder, { env, throwaway: false }),
  ).rejects.toThrow(/no route to registry[^]*containers\.log/);
});

it('sets every variable docker-compose.yml reads', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../docker-compose.yml'), 'utf8');
  const read = new Set([...text.matchAll(/\$\{(EDU_\w+)/g)].map((match) => match[1]));
  const secrets = { postgres: 'a', redis: 'b', nats: 'c' };
  const ports = { postgres: 1, redis: 2, nats: 3 };
  expect(new Set(Object.keys(composeEnvironment(ports, secrets, true)))).toEqual(read);
});
