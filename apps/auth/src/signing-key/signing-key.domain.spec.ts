import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dueKey,
  KEEP_AFTER_MS,
  liveKeys,
  PUBLISH_AHEAD_MS,
  ROTATE_AFTER_MS,
  seal,
  signingKeyAt,
  unseal,
  type KeyTimes,
} from './signing-key.domain.ts';

const start = new Date('2026-11-23T12:00:00.000Z');
const at = (ms: number) => new Date(start.getTime() + ms);
const first: KeyTimes = { generation: 1, signFrom: start };

describe('rotation', () => {
  it('makes a first key that signs at once', () => {
    expect(dueKey([], start)).toEqual(first);
    expect(signingKeyAt([first], start)).toBe(first);
  });

  it('publishes the next key a day before it signs', () => {
    const published = ROTATE_AFTER_MS - PUBLISH_AHEAD_MS;
    expect(dueKey([first], at(published - 1))).toBeUndefined();
    const next = dueKey([first], at(published))!;
    expect(next).toEqual({ generation: 2, signFrom: at(ROTATE_AFTER_MS) });
    const keys = [first, next];
    expect(liveKeys(keys, at(published))).toEqual(keys);
    expect(signingKeyAt(keys, at(ROTATE_AFTER_MS - 1))).toBe(first);
    expect(signingKeyAt(keys, at(ROTATE_AFTER_MS))).toBe(next);
  });

  it('keeps the old key until its tokens have expired, then removes it', () => {
    const keys = [first, { generation: 2, signFrom: at(1_000) }];
    expect(liveKeys(keys, at(1_000 + KEEP_AFTER_MS - 1))).toHaveLength(2);
    expect(liveKeys(keys, at(1_000 + KEEP_AFTER_MS))).toEqual([keys[1]]);
  });

  it('always has a key, known a day ahead, whenever the job runs', () => {
    const pause = fc.integer({ min: 1, max: 100 * 24 }).map((hours) => hours * 3_600_000);
    fc.assert(
      fc.property(fc.array(pause, { maxLength: 30 }), (pauses) => {
        let [now, keys] = [start, [first]];
        for (const ms of pauses) {
          now = new Date(now.getTime() + ms);
          const signsNow = signingKeyAt(keys, now);
          const due = dueKey(keys, now);
          if (due) {
            expect(due.signFrom.getTime() - now.getTime()).toBe(PUBLISH_AHEAD_MS);
            keys = [...keys, due];
          }
          keys = liveKeys(keys, now);
          expect(signingKeyAt(keys, now)).toBe(signsNow);
          expect(keys.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe('the private half', () => {
  it('comes back with the same key and kid', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3_000 }), fc.string(), (bytes, kid) => {
        const key = randomBytes(32);
        const sealed = seal(key, kid, Buffer.from(bytes));
        expect(unseal(key, kid, sealed)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('does not with another key, another kid or changed bytes', () => {
    const key = randomBytes(32);
    const sealed = seal(key, 'a', Buffer.from('private'));
    expect(() => unseal(randomBytes(32), 'a', sealed)).toThrow();
    expect(() => unseal(key, 'b', sealed)).toThrow();
    for (const index of sealed.keys()) {
      const changed = Uint8Array.from(sealed);
      changed[index]! ^= 1;
      expect(() => unseal(key, 'a', changed)).toThrow();
    }
  });
});
