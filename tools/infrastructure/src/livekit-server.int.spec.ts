import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RoomServiceClient } from 'livekit-server-sdk';
import { parse } from 'yaml';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataFolder } from './data-folder.ts';
import { extraServerPath, missingServer } from './extra-servers.ts';
import { liveKitConfig, startLiveKit, stopStaleLiveKit } from './livekit-server.ts';
import { worksIn } from './process-table.ts';

const key = { apiKey: 'APIspec', apiSecret: 'f3a9c1d2b7e84056a1c9d3e5f7b20468' };
/** No program of this machine. */
const nothing = { PATH: '/nowhere', HOME: '/nowhere' };
const built = extraServerPath('livekit-server');

let dir: string;
let folder: DataFolder;
let said: string[];
const progress = (line: string) => void said.push(line);

beforeEach(async () => {
  said = [];
  dir = mkdtempSync(join(tmpdir(), 'edu-livekit-'));
  folder = await DataFolder.open(join(dir, 'data'));
});
afterEach(() => {
  folder.close();
  rmSync(dir, { recursive: true });
});

it('keeps a private server on the loopback, media included', () => {
  expect(parse(liveKitConfig(key, 20_123, false))).toMatchObject({
    bind_addresses: ['127.0.0.1'],
    rtc: { tcp_port: 0, udp_port: 20_123, ips: { includes: ['127.0.0.1/32'] } },
  });
});

it('says how a server is to be had where there is none', async () => {
  const env = { ...nothing, PATH: fakeDocker('exit 1') };
  const options = { env, progress, built: '/nowhere/livekit-server' };
  expect(await startLiveKit(key, folder, options)).toBeUndefined();
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/npm run servers -- livekit-server.+EDU_LIVEKIT_URL/);
});

it('goes without a container that does not come up', async () => {
  const path = fakeDocker(`case $1 in run) echo "no route to the registry" >&2; exit 125;; esac`);
  const options = { env: { ...nothing, PATH: path }, progress, built: '/nowhere/livekit-server' };
  expect(await startLiveKit(key, folder, options)).toBeUndefined();
  expect(said.at(-1)).toMatch(/Classrooms stay closed: .*125.*no route to the registry/s);
});

it('refuses a server that was named and is of no use', async () => {
  const EDU_LIVEKIT_URL = 'ws://127.0.0.1:9';
  const start = (env: NodeJS.ProcessEnv) => startLiveKit(key, folder, { env, progress, built });
  await expect(start({ ...nothing, EDU_LIVEKIT_URL })).rejects.toThrow('LIVEKIT_API_KEY');
  const env = {
    ...nothing,
    EDU_LIVEKIT_URL,
    LIVEKIT_API_KEY: key.apiKey,
    LIVEKIT_API_SECRET: key.apiSecret,
  };
  await expect(start(env)).rejects.toThrow('does not answer');
});

const missing = missingServer('livekit-server');
if (missing) process.stdout.write(`Skipped, with a real LiveKit: ${missing}\n`);

describe.skipIf(missing)('a server that was built here', () => {
  it('makes rooms for its key alone, is found when named, and leaves no process', async () => {
    const livekit = await startLiveKit(key, folder, { env: nothing, progress, built });
    const { pid } = folder.state('livekit')!;
    expect(livekit).toMatchObject({ source: 'binary', url: expect.stringMatching(/^ws:.+127/) });
    const { url, stop } = livekit!;
    const as = (apiSecret: string) => new RoomServiceClient(url, key.apiKey, apiSecret);
    expect(await as(key.apiSecret).createRoom({ name: 'lesson' })).toMatchObject({
      name: 'lesson',
    });
    await expect(as(key.apiSecret.toUpperCase()).listRooms()).rejects.toMatchObject({
      status: 401,
    });
    const env = {
      ...nothing,
      EDU_LIVEKIT_URL: url,
      LIVEKIT_API_KEY: key.apiKey,
      LIVEKIT_API_SECRET: key.apiSecret,
    };
    const named = await startLiveKit(key, folder, { env, progress, built });
    expect(named).toEqual({ url, source: 'environment' });
    const config = join(folder.path, 'livekit', 'livekit.yaml');
    expect(statSync(config).mode & 0o077).toBe(0);
    expect(existsSync(folder.log('livekit'))).toBe(true);
    await stop!();
    expect(worksIn(pid!, join(folder.path, 'livekit'))).toBe(false);
  }, 30_000);

  it('is ended when an earlier run has left it', async () => {
    const first = await startLiveKit(key, folder, { env: nothing, progress, built });
    await sleep(300); // it answers 100 ms before it listens to signals
    await stopStaleLiveKit(folder, progress);
    await expect(fetch(first!.url.replace('ws', 'http'))).rejects.toThrow();
    await first!.stop!();
  }, 30_000);
});

/** @returns a PATH on which docker is a script of this body */
function fakeDocker(body: string): string {
  const path = join(dir, 'docker');
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return dir;
}
