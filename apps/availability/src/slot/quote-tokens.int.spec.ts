import { beforeEach, expect, it } from 'vitest';
import { availabilityRpc, QUOTE_LIFE_MS, QuoteToken } from '@edu/contracts-availability';
import { profileEvents } from '@edu/contracts-profile';
import { Seal } from '@edu/identity';
import { QUOTE_SECRET } from '@edu/testing';
import { SlotStage, week } from './slot.harness.ts';

const stage = new SlotStage();
beforeEach(() => {
  stage.service.clock.set('2026-11-23T08:00:00Z');
});

const seal = new Seal(QUOTE_SECRET);
const held = async (startsAt: string) => {
  const { token, ...quote } = await stage.quote(startsAt);
  return { token, quote, holds: QuoteToken.parse(seal.open(token!)) };
};
const SLOT = '2026-11-25T09:30:00Z';

it('a quote comes with a token that holds it, and what it was made from', async () => {
  const { quote, holds } = await held(SLOT);
  expect(holds.quote).toEqual(quote);
  const { providerId } = stage;
  expect(holds).toMatchObject({
    request: { providerId, startsAt: SLOT, durationMinutes: 60, mode: 'online', trial: false },
    scheduleVersion: 1,
    profileVersion: 1,
  });
});

it('a later schedule and a later profile show in it', async () => {
  await stage.service.call(availabilityRpc.saveMine, week, { as: stage.tutor });
  stage.listing = { version: 7, amount: 6_000 };
  await stage.publish(profileEvents.updated, stage.about(7));
  const { holds } = await held(SLOT);
  expect(holds).toMatchObject({ scheduleVersion: 2, profileVersion: 7 });
  expect(holds.quote.price.amount).toBe(6_000);
});

it('counts for ten minutes at most, and is the same within one', async () => {
  const first = await held(SLOT);
  const minute = Date.parse('2026-11-23T08:00:00Z');
  expect(first.holds.until).toBe(minute + QUOTE_LIFE_MS);
  stage.service.clock.set('2026-11-23T08:00:40Z');
  expect((await held(SLOT)).token).toBe(first.token);
  stage.service.clock.set('2026-11-23T08:01:00Z');
  expect((await held(SLOT)).holds.until).toBe(minute + 60_000 + QUOTE_LIFE_MS);
});

it('counts no longer than the slot can be booked', async () => {
  // The notice of a schedule is two hours unless it says otherwise.
  stage.service.clock.set('2026-11-23T07:57:30Z');
  const { holds } = await held('2026-11-23T10:00:00Z');
  expect(new Date(holds.until).toISOString()).toBe('2026-11-23T08:00:00.000Z');
  stage.service.clock.set('2026-11-23T08:00:00Z');
  const last = await held('2026-11-23T10:00:00Z');
  expect(last.holds.until).toBe(Date.parse('2026-11-23T08:00:00Z'));
});
