import { spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findBinary } from './binary-source.ts';
import { resetInfrastructure, startInfrastructure, type Infrastructure } from './infrastructure.ts';
import { hasEnded, isAlive, worksIn } from './process-table.ts';
import { natsOptions } from './probes.ts';
import { serverNames } from './requirements.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

// The programs of this machine, whatever addresses its environment holds.
const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] };
const searches = await Promise.all(serverNames.map((name) => findBinary(name, env)));
const here = process.platform === 'linux' && searches.every(({ found }) => found);

let dataDir: string;
let running: Infrastructure | undefined;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'edu-infra-'));
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await resetInfrastructure({ dataDir });
  rmSync(dataDir, { recursive: true });
});

const start = async (throwaway = true): Promise<Infrastructure> =>
  (running = await startInfrastructure({ dataDir, env, throwaway }));

const pidsOf = (infrastructure: Infrastructure): number[] =>
  infrastructure.servers.map(({ pid }) => pid!);

/** Every process that works in the folder, children of the servers included. */
const processesIn = (folder: string): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid && worksIn(pid, folder));

async function query<T>(url: string, sql: string): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows[0] as T;
}

describe.runIf(here)('throwaway servers', () => {
  it('serve PostGIS, Redis and JetStream, and leave no process', async () => {
    const { postgresUrl, redisUrl, natsUrl, servers, stop } = await start();
    await query(postgresUrl, 'create extension postgis');
    const postgis = await query<{ v: string }>(postgresUrl, 'select postgis_version() as v');
    expect(postgis.v).toMatch(/^3\./);
    const settings = await query(
      postgresUrl,
      `select current_setting('fsync') as fsync, current_setting('server_encoding') as encoding,
              current_setting('synchronous_commit') as commits,
              current_setting('lc_collate') as collation, current_setting('timezone') as zone,
              current_setting('unix_socket_directories') as sockets`,
    );
    expect(settings).toEqual({
      fsync: 'off',
      commits: 'on',
      encoding: 'UTF8',
      collation: 'C.UTF-8',
      zone: 'UTC',
      sockets: '',
    });

    const redis = new Redis(redisUrl);
    expect(await redis.ping()).toBe('PONG');
    expect(await redis.config('GET', 'maxmemory-policy')).toContain('noeviction');
    redis.disconnect();

    const nats = await connect(natsOptions(natsUrl));
    expect(nats.info?.max_payload).toBe(1024 * 1024);
    await (await jetstreamManager(nats)).streams.add({ name: 'try', subjects: ['try'] });
    await nats.close();

    expect(servers.map(({ source }) => source)).toEqual(['binary', 'binary', 'binary']);
    for (const { url } of servers) expect(url).toContain(':***@127.0.0.1:');
    const pids = [...processesIn(dataDir), ...servers.map(({ pid }) => pid!)];
    expect(pids.length).toBeGreaterThan(5);
    const began = performance.now();
    await stop();
    expect(performance.now() - began).toBeLessThan(8_000); // no signal had to be followed by a harder one
    // The guards leave a moment after their servers.
    for (const pid of pids) expect(await hasEnded(pid, 10_000)).toBe(true);
    expect(processesIn(dataDir)).toEqual([]);
  });

  it('refuse connections without a password', async () => {
    const { postgresUrl, redisUrl, natsUrl } = await start();
    const without = (address: string): string => {
      const url = new URL(address);
      url.password = 'wrong';
      return url.href;
    };
    await expect(query(without(postgresUrl), 'select 1')).rejects.toThrow('password');
    const redis = new Redis(without(redisUrl), { retryStrategy: () => null });
    redis.on('error', () => undefined);
    await expect(redis.ping()).rejects.toThrow();
    redis.disconnect();
    await expect(connect(natsOptions(without(natsUrl)))).rejects.toThrow(/authorization/i);
  });

  it('start only those asked for, and lock the folder while they run', async () => {
    running = await startInfrastructure({ dataDir, env, throwaway: true, only: ['nats'] });
    expect(running.servers.map(({ name }) => name)).toEqual(['nats']);
    expect(running.postgresUrl).toBe('');
    await expect(startInfrastructure({ dataDir, env })).rejects.toThrow(
      `in use by process ${process.pid}`,
    );
    await expect(resetInfrastructure({ dataDir })).rejects.toThrow('in use');
  });
});

it.runIf(here)('keeps data and ports from one start to the next, until reset', async () => {
  const first = await start(false);
  await query(first.postgresUrl, 'create table kept (n int)');
  const redis = new Redis(first.redisUrl);
  await redis.set('kept', '1');
  redis.disconnect();
  await first.stop();
  const second = await start(false);
  expect(second.postgresUrl).toBe(first.postgresUrl);
  expect(second.natsUrl).toBe(first.natsUrl);
  expect(await query(second.postgresUrl, 'select count(*)::int as n from kept')).toEqual({ n: 0 });
  const again = new Redis(second.redisUrl);
  expect(await again.get('kept')).toBe('1');
  again.disconnect();
  await second.stop();
  await resetInfrastructure({ dataDir });
  expect(readdirSync(dataDir)).toEqual(['logs']);
});

it.runIf(here && process.getuid?.() === 0)(
  'puts PostgreSQL elsewhere when its user cannot get to the folder, and cleans up there',
  async () => {
    const outer = dataDir;
    dataDir = join(outer, 'private', 'data');
    mkdirSync(dataDir, { recursive: true });
    chmodSync(join(outer, 'private'), 0o700);
    const { postgresUrl, stop } = await start();
    expect(await query(postgresUrl, 'select 1 as one')).toEqual({ one: 1 });
    const record = readFileSync(join(dataDir, 'run', 'postgres-home.json'), 'utf8');
    const { path } = JSON.parse(record) as { path: string };
    expect(path.startsWith(dataDir)).toBe(false);
    expect(existsSync(path)).toBe(true);
    await stop();
    expect(existsSync(path)).toBe(false);
    rmSync(join(outer, 'private'), { recursive: true });
    dataDir = outer;
  },
);

describe.runIf(here)('when the owner is killed', () => {
  /** A process of its own that starts servers and never stops them. */
  const startOwner = async (): Promise<{ owner: ChildProcess; pids: number[] }> => {
    const module = JSON.stringify(join(import.meta.dirname, 'infrastructure.ts'));
    const code = `const { startInfrastructure } = await import(${module});
      const { servers } = await startInfrastructure({ dataDir: ${JSON.stringify(dataDir)}, throwaway: true });
      console.log(JSON.stringify(servers.map(({ pid }) => pid)));
      setInterval(() => undefined, 1000);`;
    const owner = spawn(process.execPath, ['--input-type=module', '-e', code], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: owner.stdout })) {
      return { owner, pids: JSON.parse(line) as number[] };
    }
    throw new Error('the owner ended early');
  };

  it('its servers end by themselves', async () => {
    const { owner, pids } = await startOwner();
    expect(pids.every(isAlive)).toBe(true);
    owner.kill('SIGKILL');
    for (const pid of pids) expect(await hasEnded(pid, 15_000)).toBe(true);
  });

  it('and the guards too, the next start ends what is left', async () => {
    const { owner, pids } = await startOwner();
    const guards = processesIn(dataDir).filter((pid) =>
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('\0guard\0'),
    );
    expect(guards).toHaveLength(3);
    for (const guard of guards) process.kill(guard, 'SIGKILL');
    owner.kill('SIGKILL');
    expect(await hasEnded(owner.pid!, 15_000)).toBe(true);
    expect(pids.every(isAlive)).toBe(true);
    const lines: string[] = [];
    running = await startInfrastructure({
      dataDir,
      env,
      throwaway: true,
      progress: (line) => lines.push(line),
    });
    expect(lines.filter((line) => line.includes('left behind'))).toHaveLength(3);
    expect(pids.some(isAlive)).toBe(false);
    expect(pidsOf(running).every(isAlive)).toBe(true);
  });
});
