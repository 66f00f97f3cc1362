import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readFrom, troubleIn } from './service-log.ts';

describe('troubleIn', () => {
  it.each([
    ['{"level":"info","msg":"ready"}', undefined],
    ['{"level":"warn","msg":"NATS connection"}', 'warn: NATS connection'],
    ['{"level":"error","msg":"failed","err":{"message":"why"}}', 'error: failed (why)'],
    ['{"level":"error","msg":"cut sho', undefined],
    ['booking cannot start: PORT', 'booking cannot start: PORT'],
    ['  ', undefined],
  ])('%s', (line, shown) => {
    expect(troubleIn(line)).toBe(shown);
  });
});

describe('readFrom', () => {
  const folder = mkdtempSync(join(tmpdir(), 'educonnect-log-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'a.log');

  it('reads what was added, and of much only the end', () => {
    writeFileSync(file, 'old\nnew\n');
    expect(readFrom(file, 4)).toEqual({ text: 'new\n', end: 8 });
    writeFileSync(file, `${'x'.repeat(100_000)}end`);
    const { text, end } = readFrom(file, 0);
    expect([text.length, text.slice(-3), end]).toEqual([65_536, 'end', 100_003]);
  });
});
