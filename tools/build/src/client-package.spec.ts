import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { WORKSPACE } from '@edu/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildClientPackage } from './client-package.ts';

const run = promisify(execFile);
const TIMEOUT_MS = 60_000;

const PROGRAM = `
import { ApiError, createClient, memoryTokens, newIntent, tokenSession } from '@edu/client';

const store = memoryTokens({ accessToken: 'old', refreshToken: 'r' });
const api = createClient({ url: process.argv[2], session: tokenSession(store), locale: 'fr' });
const items = await Array.fromAsync(api.pages('/api/v1/bookings'));
const body = { providerId: 'p', startsAt: '2027-01-04T10:00:00.000Z' };
const refusal = await api.post('/api/v1/bookings', { body, intent: newIntent() }).catch((e) => e);
console.log(JSON.stringify([items, store.load(), refusal instanceof ApiError && refusal.code]));
`;

const TYPED = `
import { ApiError, cookieSession, createClient, newIntent, type Booking } from '@edu/client';

const api = createClient({ url: '', session: cookieSession(), locale: 'fr' });
export async function book(providerId: string, subject?: string): Promise<Booking | undefined> {
  const body = { providerId, startsAt: new Date().toISOString(), subject };
  try {
    return await api.post('/api/v1/bookings', { body, intent: newIntent() });
  } catch (error) {
    if (error instanceof ApiError && error.is('booking.slot_taken')) return undefined;
    throw error;
  }
}
export async function amounts(signal: AbortSignal): Promise<number[]> {
  const found: number[] = [];
  const query = { as: 'learner' } as const;
  for await (const { price } of api.pages('/api/v1/bookings', { params: { query }, signal })) {
    found.push(price.amount);
  }
  return found;
}
export const stop = api.events('/api/v1/me/notifications/stream', {
  onEvent: ({ event, data }) => console.log(event, data),
  onState: (state: 'open' | 'waiting' | 'closed') => console.log(state),
});
`;

const consumer = mkdtempSync(join(tmpdir(), 'educonnect-client-'));
afterAll(() => rmSync(consumer, { recursive: true }));

beforeAll(async () => {
  const built = join(consumer, 'built');
  buildClientPackage(built);
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', consumer], {
    cwd: built,
  });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  const installed = join(consumer, 'node_modules/@edu/client');
  mkdirSync(installed, { recursive: true });
  await run('tar', ['-xzf', join(consumer, filename), '--strip-components=1', '-C', installed]);
  // As npm would install it, without a registry.
  const dependency = 'node_modules/openapi-fetch';
  symlinkSync(join(WORKSPACE, dependency), join(consumer, dependency));
}, TIMEOUT_MS);

describe('the package of the client', () => {
  it('runs in Node.js with its one dependency', async () => {
    const server = createServer((request, response) => {
      const { method, url, headers } = request;
      const isLate = headers.authorization !== 'Bearer new';
      const answer = (status: number, body: object) =>
        response.writeHead(status).end(JSON.stringify(body));
      if (url === '/api/v1/auth/refresh') answer(200, { accessToken: 'new', refreshToken: 'r2' });
      else if (isLate) answer(401, { code: 'platform.unauthenticated' });
      else if (method === 'POST') answer(409, { code: 'booking.slot_taken' });
      else answer(200, { items: [1, 2], nextCursor: null });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const program = join(consumer, 'program.mjs');
      writeFileSync(program, PROGRAM);
      const { port } = server.address() as AddressInfo;
      const { stdout } = await run(process.execPath, [program, `http://127.0.0.1:${port}`]);
      expect(JSON.parse(stdout)).toEqual([
        [1, 2],
        { accessToken: 'new', refreshToken: 'r2' },
        'booking.slot_taken',
      ]);
    } finally {
      server.close();
    }
  });

  it(
    'compiles, declarations included, where only the types of a browser are known',
    async () => {
      writeFileSync(join(consumer, 'typed.ts'), TYPED);
      const lib = ['es2022', 'dom', 'dom.iterable', 'dom.asynciterable'];
      const compilerOptions = { module: 'nodenext', strict: true, noEmit: true, lib, types: [] };
      const config = { compilerOptions, files: ['typed.ts'] };
      writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify(config));
      writeFileSync(join(consumer, 'package.json'), '{"type":"module"}');
      const tsc = join(WORKSPACE, 'node_modules/typescript/bin/tsc');
      const compiled = run(process.execPath, [tsc, '-p', consumer]).then(
        () => '',
        ({ stdout }: { stdout: string }) => stdout,
      );
      expect(await compiled).toBe('');
    },
    TIMEOUT_MS,
  );
});
