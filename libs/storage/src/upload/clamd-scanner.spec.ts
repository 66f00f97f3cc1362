import { randomBytes } from 'node:crypto';
import { platformErrors } from '@edu/contract-kit';
import { startClamdSimulator, type ClamdSimulator } from '@edu/simulators';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ClamdScanner } from './clamd-scanner.ts';

const VIRUS = 'a virus, for once';
const unavailable = expect.objectContaining({ code: platformErrors.unavailable.code });
let clamd: ClamdSimulator;
let scanner: ClamdScanner;
beforeAll(async () => {
  clamd = await startClamdSimulator(VIRUS);
  scanner = new ClamdScanner(clamd.url);
});
afterAll(() => clamd?.close());

it('sends all of a file, and says whether something was found', async () => {
  const clean = randomBytes(5_000_000);
  expect(await scanner.finds(clean)).toBe(false);
  expect(clamd.streams.at(-1)).toBe(5_000_000);
  const infected = Buffer.concat([clean, Buffer.from(VIRUS), randomBytes(10)]);
  expect(await scanner.finds(infected)).toBe(true);
});

it('takes no file without a clear answer', async () => {
  for (const how of ['with an error', 'silently'] as const) {
    clamd.behave(how);
    await expect(scanner.finds(Buffer.from('file')), how).rejects.toEqual(unavailable);
  }
  clamd.behave('well');
  expect(await scanner.finds(Buffer.from('file'))).toBe(false);
});

it('takes no file while nobody answers', async () => {
  const nobody = new ClamdScanner('tcp://127.0.0.1:1');
  await expect(nobody.finds(Buffer.from('file'))).rejects.toEqual(unavailable);
});
