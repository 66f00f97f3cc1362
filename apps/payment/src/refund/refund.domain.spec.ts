import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  refundable,
  refundStep,
  spread,
  whereTo,
  WAITING_STATUSES,
  type RefundStatus,
} from './refund.domain.ts';

describe('refundStep', () => {
  it('books a refund once', () => {
    expect(refundStep('pending', 'succeeded', false)).toBe('book');
    expect(refundStep('unknown', 'succeeded', false)).toBe('book');
    expect(refundStep('succeeded', 'succeeded', true)).toBe('wait');
  });

  it('books one that was refused here and went through at the psp all the same', () => {
    expect(refundStep('failed', 'succeeded', false)).toBe('book');
  });

  it('books one that its payer was asked about, unless it is one that came back', () => {
    for (const waits of WAITING_STATUSES) {
      expect(refundStep(waits, 'succeeded', false)).toBe('book');
      expect(refundStep(waits, 'succeeded', true)).toBe('wait');
      expect(refundStep(waits, 'failed', false)).toBe('wait');
    }
  });

  it('takes back what was booked when the bank returns it', () => {
    expect(refundStep('succeeded', 'failed', true)).toBe('reverse');
    expect(refundStep('pending', 'failed', false)).toBe('fail');
    expect(refundStep('failed', 'failed', true)).toBe('wait');
    expect(refundStep('failed', 'succeeded', true)).toBe('wait');
  });

  it('books at most once and reverses at most what was booked, over any history', () => {
    const seen = fc.constantFrom('pending', 'succeeded', 'failed');
    fc.assert(
      fc.property(fc.array(seen, { maxLength: 20 }), (history) => {
        let status: RefundStatus = 'pending';
        let [balance, bookings] = [0, 0];
        for (const news of history) {
          const step = refundStep(status, news, bookings > 0);
          if (step === 'book') bookings++;
          if (step === 'book') [status, balance] = ['succeeded', balance + 1];
          if (step === 'reverse') [status, balance] = ['offered', balance - 1];
          if (step === 'fail') status = 'offered';
        }
        expect(balance).toBe(status === 'succeeded' ? 1 : 0);
        expect(bookings).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('refundable', () => {
  it('gives what is asked for while it lasts', () => {
    expect(refundable(5_000n, 2_000n, [])).toBe(2_000n);
    const others = [{ amount: 4_000n, status: 'pending' }];
    expect(refundable(5_000n, 2_000n, others)).toBe(1_000n);
  });

  it('counts refunds under way, and not those that failed', () => {
    expect(refundable(100n, 100n, [{ amount: 100n, status: 'unknown' }])).toBe(0n);
    expect(refundable(100n, 100n, [{ amount: 100n, status: 'failed' }])).toBe(100n);
  });

  it('never lets more go back than was paid', () => {
    const amount = fc.bigInt({ min: 1n, max: 10_000n });
    fc.assert(
      fc.property(amount, fc.array(amount), (paid, wishes) => {
        const refunds: { amount: bigint; status: string }[] = [];
        for (const wish of wishes) {
          const granted = refundable(paid, wish, refunds);
          if (granted > 0n) refunds.push({ amount: granted, status: 'succeeded' });
        }
        expect(refunds.reduce((sum, r) => sum + r.amount, 0n)).toBeLessThanOrEqual(paid);
      }),
    );
  });
});

describe('what goes back of a payment by a psp and by credit', () => {
  it('goes to the psp first, then to credit, and never more to either than it gave', () => {
    const amount = fc.bigInt({ min: 0n, max: 10_000n });
    fc.assert(
      fc.property(amount, amount, fc.array(amount), (asked, credit, wishes) => {
        const rows: { amount: bigint; status: string; cameFrom: string }[] = [];
        const of = (cameFrom: string) =>
          rows.reduce((sum, row) => sum + (row.cameFrom === cameFrom ? row.amount : 0n), 0n);
        for (const wish of wishes) {
          const left = asked + credit - of('psp') - of('credit');
          const back = wish < left ? wish : left;
          const parts = whereTo(back, asked, rows);
          expect(parts.psp + parts.credit).toBe(back);
          if (parts.credit > 0n) expect(of('psp') + parts.psp).toBe(asked);
          rows.push({ amount: parts.psp, status: 'offered', cameFrom: 'psp' });
          rows.push({ amount: parts.credit, status: 'succeeded', cameFrom: 'credit' });
        }
        expect(of('psp')).toBeLessThanOrEqual(asked);
        expect(of('credit')).toBeLessThanOrEqual(credit);
      }),
    );
  });
});

describe('money that somebody sent back at the psp', () => {
  const part = (bookingId: string, earnedAmount = 0n) => ({
    ...{ bookingId, amount: 1_000n, earnedAmount },
  });
  const nothing = () => 0n;

  it('is of the last lesson first, and of those that somebody earned last', () => {
    const parts = [part('first', 850n), part('second'), part('third')];
    expect(spread(400n, parts, nothing)).toEqual([{ bookingId: 'third', amount: 400n }]);
    expect(spread(2_300n, parts, nothing)).toEqual([
      { bookingId: 'third', amount: 1_000n },
      { bookingId: 'second', amount: 1_000n },
      { bookingId: 'first', amount: 300n },
    ]);
  });

  it('is of what has not gone back already', () => {
    const taken = (bookingId: string) => (bookingId === 'second' ? 700n : 0n);
    expect(spread(500n, [part('first'), part('second')], taken)).toEqual([
      { bookingId: 'second', amount: 300n },
      { bookingId: 'first', amount: 200n },
    ]);
  });

  it('is all of it of some lesson, also where it is more than was paid', () => {
    const amounts = fc.array(fc.bigInt({ min: 1n, max: 1_000n }), { minLength: 1, maxLength: 52 });
    fc.assert(
      fc.property(amounts, fc.bigInt({ min: 1n, max: 60_000n }), (of, amount) => {
        const parts = of.map((each, index) => ({ ...part(`${index}`), amount: each }));
        const found = spread(amount, parts, nothing);
        expect(found.reduce((sum, each) => sum + each.amount, 0n)).toBe(amount);
        expect(new Set(found.map(({ bookingId }) => bookingId)).size).toBe(found.length);
        const paid = of.reduce((sum, each) => sum + each, 0n);
        const over = found.filter((each) => each.amount > parts[Number(each.bookingId)]!.amount);
        expect(over).toHaveLength(amount > paid ? 1 : 0);
      }),
    );
  });
});
