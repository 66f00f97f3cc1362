import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { enter, MAX_WRONG, pinOf, type DoorState } from './door.domain.ts';

const SECRET = 'a3c15d79f02b4e68';
const [PIN, WRONG] = ['01234', '01235'];
const at = (minute: number) => new Date(Date.UTC(2026, 10, 26, 10, 0) + minute * 60_000);
const lesson = { startsAt: at(0), endsAt: at(60) };
const door = (more: Partial<DoorState> = {}): DoorState => ({
  ...{ lesson, wrongPins: 0, checkedInAt: null },
  ...more,
});

describe('a PIN', () => {
  it('has five digits, whatever the booking', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string(), (id, secret) => {
        expect(pinOf(secret, id, at(0))).toMatch(/^\d{5}$/);
      }),
    );
  });

  it('is that of one booking, at one time, by one secret', () => {
    // Two of a hundred thousand may be the same, so many are compared.
    const of = (secret: string, minute: number, ids: readonly string[]) =>
      ids.map((id) => pinOf(secret, id, at(minute))).join();
    const [ids, others] = [1, 2].map(() => Array.from({ length: 5 }, () => newId()));
    const pins = of(SECRET, 0, ids!);
    expect(of(SECRET, 0, ids!)).toBe(pins);
    expect(of(SECRET, 30, ids!)).not.toBe(pins);
    expect(of('another', 0, ids!)).not.toBe(pins);
    expect(of(SECRET, 0, others!)).not.toBe(pins);
  });
});

describe('entering a PIN', () => {
  it.each([
    [-31, 'not open'],
    [-30, 'checked in'],
    [59, 'checked in'],
    [60, 'not open'],
  ])('%i minutes from the start: %s', (minute, entry) => {
    expect(enter(door(), PIN, PIN, at(minute))).toBe(entry);
  });

  it('that is wrong is no check-in, and after five there is none', () => {
    expect(enter(door({ wrongPins: MAX_WRONG - 1 }), WRONG, PIN, at(0))).toBe('wrong');
    expect(enter(door({ wrongPins: MAX_WRONG - 1 }), PIN, PIN, at(0))).toBe('checked in');
    expect(enter(door({ wrongPins: MAX_WRONG }), PIN, PIN, at(0))).toBe('too many');
    expect(enter(door(), '1234', PIN, at(0))).toBe('wrong');
  });

  it('changes nothing once it was done', () => {
    const done = door({ checkedInAt: at(-1), wrongPins: 2 });
    for (const entered of [PIN, WRONG]) expect(enter(done, entered, PIN, at(70))).toBe('already');
  });
});
