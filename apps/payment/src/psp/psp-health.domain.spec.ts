import { describe, expect, it } from 'vitest';
import { isFailing, REMEMBERED_MS, type Outcome } from './psp-health.domain.ts';

const NOW = 1_000_000_000;
const outcomes = (answers: string, at = NOW): Outcome[] =>
  [...answers].map((one) => ({ at, answered: one === '+' }));

describe('a psp', () => {
  it.each([
    ['', false],
    ['--', false],
    ['---', true],
    ['+++', false],
    ['---+++', true],
    ['---++++', false],
    ['-+-+-', true],
  ])('that was asked lately, with these answers: %j', (answers, failing) => {
    expect(isFailing(outcomes(answers), NOW)).toBe(failing);
  });

  it('is taken for well again once its silence is old', () => {
    const silent = outcomes('-----');
    expect(isFailing(silent, NOW + REMEMBERED_MS - 1)).toBe(true);
    expect(isFailing(silent, NOW + REMEMBERED_MS)).toBe(false);
  });

  it('is not taken for well by answers that are old', () => {
    const old = outcomes('+++++', NOW - REMEMBERED_MS);
    expect(isFailing([...old, ...outcomes('---')], NOW)).toBe(true);
  });
});
