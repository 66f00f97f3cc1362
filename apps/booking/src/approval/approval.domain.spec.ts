import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answerEnd, requireOpen, requirePrice, stateAt } from './approval.domain.ts';

const NOW = new Date('2026-11-26T10:00:00Z');
const at = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
const problem = (code: string) => expect.objectContaining({ code: `booking.${code}` }) as unknown;

it('a request waits a day, and never beyond the start of the lesson', () => {
  expect(answerEnd(NOW, at(48))).toEqual(at(24));
  expect(answerEnd(NOW, at(3))).toEqual(at(3));
});

it.each([
  ['open', 1, 'open'],
  ['open', 0, 'expired'],
  ['open', -1, 'expired'],
  ['refused', -1, 'refused'],
  ['approved', 1, 'approved'],
] as const)('%s, with its time up in %i h, is %s', (state, hours, now) => {
  const request = { state, expiresAt: at(hours) };
  expect(stateAt(request, NOW)).toBe(now);
  const answer = () => requireOpen(request, NOW);
  if (now === 'open') expect(answer).not.toThrow();
  else expect(answer).toThrow(problem('approval_closed'));
});

it('a price is approved up to what was asked, in its currency', () => {
  const amount = fc.integer({ min: 1, max: 10 ** 9 });
  fc.assert(
    fc.property(amount, amount, (approved, asked) => {
      const check = () =>
        requirePrice({ amount: approved, currency: 'XOF' }, { amount: asked, currency: 'XOF' });
      if (asked <= approved) expect(check).not.toThrow();
      else expect(check).toThrow(problem('price_raised'));
    }),
  );
  const euros = { amount: 1, currency: 'EUR' } as const;
  expect(() => requirePrice({ amount: 5, currency: 'XOF' }, euros)).toThrow(
    problem('price_raised'),
  );
});
