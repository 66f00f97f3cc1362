import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DailyReferenceRates, fixedParities } from './rates.ts';

const NOON = new Date('2026-11-28T12:00:00.000Z');
const later = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rates-'));
  file = join(folder, 'daily.xml');
});
afterAll(() => rm(folder, { recursive: true }));

const put = (rate: string, day = '2026-11-27') =>
  writeFile(file, `<Cube time='${day}'><Cube currency='USD' rate='${rate}'/></Cube>`);

function open() {
  const warnings: string[] = [];
  const log = { warn: (_about: unknown, text?: string) => void warnings.push(text ?? '') };
  const rates = new DailyReferenceRates(pathToFileURL(file), log);
  return { warnings, micros: async (now: Date) => (await rates.euroIn('USD', now))?.micros };
}

it('knows the francs by treaty, and no other money', async () => {
  expect(await fixedParities.euroIn('XOF', NOON)).toMatchObject({ micros: 655_957_000n });
  expect(await fixedParities.euroIn('XAF', NOON)).toMatchObject({ expiresAt: null });
  expect(await fixedParities.euroIn('USD', NOON)).toBeUndefined();
});

it('reads the file of the day once an hour', async () => {
  await put('1.08');
  const { micros, warnings } = open();
  expect(await micros(NOON)).toBe(1_080_000n);
  await put('1.09');
  expect(await micros(later(59))).toBe(1_080_000n);
  await micros(later(60));
  await expect.poll(() => micros(later(61))).toBe(1_090_000n);
  expect(warnings).toEqual([]);
});

it('goes on with what it has read, and says so, where the file cannot be read', async () => {
  await put('1.08');
  const { micros, warnings } = open();
  await micros(NOON);
  await writeFile(file, 'down for maintenance');
  await micros(later(60));
  await expect.poll(() => warnings).toEqual(['the rates of the day cannot be read']);
  expect(await micros(later(62))).toBe(1_080_000n);
  await put('1.1');
  await micros(later(66));
  await expect.poll(() => micros(later(67))).toBe(1_100_000n);
});

it('uses no rate that is older than a long weekend', async () => {
  await put('1.08', '2026-11-23');
  const { micros } = open();
  expect(await micros(NOON)).toBe(1_080_000n);
  expect(await micros(later(3 * 60))).toBeUndefined();
});
