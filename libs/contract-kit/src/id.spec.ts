import { describe, expect, it } from 'vitest';
import { newId } from './id.ts';
import { Id } from './schemas.ts';

describe('newId', () => {
  it('makes distinct UUIDs of version 7 that carry their time', () => {
    const now = Date.UTC(2026, 10, 23);
    const ids = Array.from({ length: 2_000 }, () => newId(now));
    expect(new Set(ids).size).toBe(2_000);
    for (const id of ids) {
      expect(Id.safeParse(id).success).toBe(true);
      expect(id[14]).toBe('7');
      expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(now);
    }
    expect(newId(now) < newId(now + 1)).toBe(true);
  });
});
