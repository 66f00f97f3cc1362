import { newId } from '@edu/contract-kit';
import { expect, it } from 'vitest';
import { attemptOf, fromBase36Id, timeOf, toBase36, toBase36Id } from './base36-id.ts';

it('writes an id with 25 capitals and digits, and reads it again', () => {
  for (const id of [newId(), newId(), '00000000-0000-7000-8000-000000000000']) {
    expect(toBase36Id(id)).toMatch(/^[A-Z\d]{25}$/);
    expect(fromBase36Id(toBase36Id(id))).toBe(id);
  }
  expect(fromBase36Id('Z'.repeat(25))).toBeNull();
});

it('reads the attempt of a key', () => {
  const id = newId();
  expect(attemptOf(`intent:${id}`)).toBe(0n);
  expect(attemptOf(`intent:${id}:1`)).toBe(1n);
  expect(attemptOf(`intent:${id}:1440`)).toBe(1_440n);
  expect(toBase36(1_440n, 1)).toBe('140');
});

it('reads when an id was made', () => {
  const before = Date.now();
  const at = timeOf(newId());
  expect(at).toBeGreaterThanOrEqual(before);
  expect(at).toBeLessThanOrEqual(Date.now());
});
