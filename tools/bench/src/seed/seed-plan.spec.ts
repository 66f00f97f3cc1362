import { describe, expect, it } from 'vitest';
import { anchorOf, bookingsOf } from './seed-plan.ts';

describe('seeded bookings', () => {
  it.each(['2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z', '2026-11-28T23:59:59Z'])(
    'lie behind or ahead of the whole day of %s, so that no service has work with them',
    (now) => {
      const anchor = anchorOf(new Date(now));
      const inADay = Date.parse(now) + 86_400_000;
      for (let provider = 0; provider < 2_000; provider++) {
        for (const { ahead, startsAt, endsAt } of bookingsOf(provider, anchor)) {
          if (ahead) expect(startsAt).toBeGreaterThan(inADay);
          else expect(endsAt).toBeLessThan(Date.parse(now));
        }
      }
    },
  );

  it('are the same ones all week', () => {
    const [monday, sunday] = [new Date('2026-11-23T00:00:00Z'), new Date('2026-11-29T23:59:59Z')];
    expect(anchorOf(monday)).toBe(monday.getTime());
    expect(anchorOf(sunday)).toBe(monday.getTime());
  });
});
