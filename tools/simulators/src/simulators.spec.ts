import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulators } from './simulators.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
let folder: string;
const children: ChildProcess[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulators-'));
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

function run(environment: Record<string, string>) {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], ...environment },
  });
  children.push(child);
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return { child, output: () => output, exited: once(child, 'exit') };
}

describe('all simulators', () => {
  it('start and stop together in a process, but for those with a real account', async () => {
    const simulators = await startSimulators({
      port: () => 0,
      secrets: { TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, OTHER: 'x' },
      platformUrl: null,
      isSet: (variable) => variable === 'STRIPE_SECRET_KEY',
    });
    const names = [
      ...[
        'cinetpay',
        'livekit',
        'mailbox',
        'map',
        'mtn-momo',
        'nominatim',
        'oidc',
        'orange-money',
        'pawapay',
        'smileId',
        'sms',
        'wave',
      ],
    ];
    expect(Object.keys(simulators.urls)).toEqual(names);
    expect(simulators.env).toMatchObject({
      SMTP_URL: expect.stringMatching(/^smtp:\/\/127\.0\.0\.1:[1-9]\d*$/) as string,
      TWILIO_API_URL: simulators.urls.sms,
      TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    });
    expect(simulators.env).not.toHaveProperty('OTHER');
    const pages = Object.values(simulators.urls);
    for (const url of pages) expect((await fetch(url)).status).toBe(200);
    await simulators.close();
    for (const url of pages) await expect(fetch(url)).rejects.toThrow();
  });

  it('start from the environment and end on SIGTERM', async () => {
    const dataDir = join(folder, 'data');
    const { child, output, exited } = run({
      SIMULATORS_DATA_DIR: dataDir,
      SIMULATORS_PLATFORM_URL: '',
    });
    await expect.poll(output, { timeout: 10_000 }).toContain('stripe http');
    for (const name of ['stripe', 'mailbox', 'sms']) {
      expect(statSync(join(dataDir, `${name}.sqlite`)).mode & 0o777).toBe(0o600);
    }
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  }, 20_000);

  it.each([
    [{ NODE_ENV: 'production' }, 'NODE_ENV=production'],
    [{ STRIPE_SECRET_KEY: 'sk_live_1' }, 'STRIPE_SECRET_KEY'],
    [{ SIMULATORS_PORTS: '8026' }, 'SIMULATORS_PORTS'],
  ])(
    'refuse %o',
    async (environment, reason) => {
      const { output, exited } = run(environment);
      expect(await exited).toEqual([1, null]);
      expect(output()).toContain(reason);
    },
    20_000,
  );
});
