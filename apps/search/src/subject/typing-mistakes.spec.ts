import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prefixDistance } from './typing-mistakes.ts';

describe('the distance to a prefix', () => {
  it('is 0 for a prefix, and at most 1 after one mistake', () => {
    const word = fc.stringMatching(/^[a-z]{4,12}$/);
    fc.assert(
      fc.property(
        word,
        fc.nat(11),
        fc.constantFrom('drop', 'replace', 'insert'),
        (name, n, how) => {
          const at = n % name.length;
          expect(prefixDistance(name.slice(0, at), name)).toBe(0);
          const inserted = how === 'drop' ? '' : 'z';
          const rest = name.slice(how === 'insert' ? at : at + 1);
          expect(prefixDistance(name.slice(0, at) + inserted + rest, name)).toBeLessThanOrEqual(1);
        },
      ),
    );
    expect(prefixDistance('amths', 'maths')).toBe(1);
  });

  it('is exact up to the most that is asked for, and infinite or more beyond', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, fc.nat(3), (text, name, most) => {
        const exact = prefixDistance(text, name);
        const bounded = prefixDistance(text, name, most);
        if (exact <= most) expect(bounded).toBe(exact);
        else expect(bounded).toBeGreaterThan(most);
      }),
    );
  });
});
