import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WORKSPACE } from '@edu/database';
import { eventually } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PortBook } from './port-book.ts';

let dataDir: string;
let child: ChildProcess;
let ended: Promise<unknown>;
let said = '';
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'educonnect-start-'));
  const program = join(WORKSPACE, 'tools/platform/src/start.ts');
  child = spawn(process.execPath, [program, '--only', 'search'], {
    cwd: WORKSPACE,
    env: {
      ...process.env,
      EDU_DATA_DIR: dataDir,
      PORT: String(await new PortBook(dataDir).get('gateway')),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  ended = once(child, 'exit');
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ready = eventually(() => expect(said).toContain('EduConnect is ready'), 100_000);
  await Promise.race([ready, ended.then(() => expect.unreachable(`it ended:\n${said}`))]);
}, 120_000);
afterAll(async () => {
  child.kill('SIGKILL');
  await ended;
  rmSync(dataDir, { recursive: true, force: true });
});

it('starts the services that are asked for and the gateway, and no other', () => {
  expect(said).toMatch(/^Services ready: gateway, search \(/m);
});

/** The address that was said beside a label. */
const addressOf = (label: string) => new RegExp(`^ *${label} +(http\\S+)$`, 'm').exec(said)![1]!;
const pageOf = async (url: string) => (await fetch(url)).text();

it('shows a request on the page that it names, from the gateway to PostgreSQL', async () => {
  const found = await fetch(`${addressOf('API')}/search/tutors?q=algebra`);
  expect(found.status).toBe(200);
  const watch = addressOf('Traces and metrics');
  const path = await eventually(async () => {
    const list = await pageOf(watch);
    return /href="(\/traces\/\w+)">GET \/api\/v1\/search\/tutors</.exec(list)![1]!;
  });
  await eventually(async () => {
    const steps = [
      ...(await pageOf(watch + path)).matchAll(/<td>(\w+)<\/td>\s*<td><span [^>]*>([^<]+)</g),
    ];
    expect(steps.map(([, service, name]) => `${service} ${name}`)).toEqual([
      'gateway GET /api/v1/search/tutors',
      'gateway rpc.search.tutors.v1',
      'search rpc.search.tutors.v1',
      ...steps.slice(3).map(() => expect.stringMatching(/^search (SELECT|WITH)$/) as string),
    ]);
    expect(steps.length).toBeGreaterThan(3);
  });
  expect(await pageOf(new URL('/status', addressOf('API')).href)).toContain(watch);
  expect(await pageOf(`${watch}/logs/search`)).toContain('ready');
});

it('ends in order when one Ctrl-C arrives twice, from the terminal and from npm', async () => {
  child.kill('SIGINT');
  await sleep(20);
  child.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
  expect(said).toContain('Stopping PostgreSQL, Redis and NATS');
  expect(said).toContain('EduConnect has stopped');
}, 60_000);
