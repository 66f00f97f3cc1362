import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WORKSPACE } from '@edu/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PortBook } from './port-book.ts';

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'educonnect-start-'));
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

it('ends in order when one Ctrl-C arrives twice, from the terminal and from npm', async () => {
  const program = join(WORKSPACE, 'tools/platform/src/start.ts');
  const child = spawn(process.execPath, [program, '--only', 'booking'], {
    cwd: WORKSPACE,
    env: {
      ...process.env,
      EDU_DATA_DIR: dataDir,
      PORT: String(await new PortBook(dataDir).get('gateway')),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let said = '';
  child.stdout.setEncoding('utf8');
  for await (const text of child.stdout as AsyncIterable<string>) {
    said += text;
    if (!said.includes('EduConnect is ready') || said.includes('Draining')) continue;
    child.kill('SIGINT');
    await sleep(20);
    child.kill('SIGINT');
    said += 'Draining: asked';
  }
  expect(said).toContain('Stopping PostgreSQL, Redis and NATS');
  expect(said).toContain('EduConnect has stopped');
  expect(await ended).toEqual([0, null]);
}, 120_000);
