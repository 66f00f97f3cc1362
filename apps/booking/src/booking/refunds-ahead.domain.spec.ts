import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refundOf, type Cancellation } from './booking.domain.ts';
import { refundsAhead } from './refunds-ahead.domain.ts';

const HOUR = 3_600_000;
const startsAt = new Date('2026-12-01T10:00:00Z');
const endsAt = new Date('2026-12-01T11:00:00Z');
const before = (hours: number) => new Date(startsAt.getTime() - hours * HOUR);
const tier = (hoursBefore: number, refundPct: number) => ({
  ...{ hoursBefore, refundPct },
  providerSharePct: 100 - refundPct,
});
const at = (hours: number, more: Partial<Cancellation> = {}): Cancellation => ({
  ...{ by: 'learner', now: before(hours), startsAt, bookedAt: before(100), paid: 5_000n },
  policy: { name: 'moderate', tiers: [tier(24, 100), tier(4, 50), tier(0, 0)], graceMinutes: 15 },
  ...more,
});
const shown = (c: Cancellation) =>
  refundsAhead(c, endsAt).map(({ until, refundPct }) => [
    (startsAt.getTime() - until.getTime()) / HOUR,
    refundPct,
  ]);

describe('what a cancellation gives back from a moment on', () => {
  it('is the tiers that are ahead, each until its last moment', () => {
    const ends = (endsAt.getTime() - 1 - startsAt.getTime()) / -HOUR;
    expect(shown(at(30))).toEqual([
      [24, 100],
      [4, 50],
      [ends, 0],
    ]);
    expect(shown(at(5))).toEqual([
      [4, 50],
      [ends, 0],
    ]);
    expect(shown(at(-0.5))).toEqual([[ends, 0]]);
  });

  it('begins with the grace of a young booking', () => {
    expect(shown(at(10, { bookedAt: before(10) }))[0]).toEqual([9.75, 100]);
  });

  it('is everything to the end where it is the provider’s doing', () => {
    expect(refundsAhead(at(30, { by: 'provider' }), endsAt)).toMatchObject([{ refundPct: 100 }]);
  });

  it('agrees with the refund at every moment', () => {
    const tiers = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 72 }), fc.integer({ min: 0, max: 100 })),
      {
        maxLength: 5,
      },
    );
    const moment = fc.integer({ min: -59, max: 100 * 60 });
    fc.assert(
      fc.property(
        tiers,
        moment,
        moment,
        fc.integer({ min: 0, max: 120 }),
        (pairs, one, two, graceMinutes) => {
          const [first, later] = [Math.max(one, two), Math.min(one, two)].map((m) =>
            before(m / 60),
          );
          const policy = {
            name: 'strict' as const,
            graceMinutes,
            tiers: pairs.map(([h, p]) => tier(h, p)),
          };
          const c = at(0, { policy, now: first!, bookedAt: before(100) });
          const step = refundsAhead(c, endsAt).find(({ until }) => until >= later!)!;
          expect(step.refundPct).toBe(refundOf({ ...c, now: later! }).refundPct);
        },
      ),
    );
  });
});
