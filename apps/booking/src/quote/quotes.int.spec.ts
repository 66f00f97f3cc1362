import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, type RpcArgs } from '@edu/contract-kit';
import { authEvents } from '@edu/contracts-auth';
import {
  availabilityErrors,
  availabilityEvents,
  availabilityRpc,
  type QuoteToken,
} from '@edu/contracts-availability';
import { bookingErrors, bookingRpc } from '@edu/contracts-booking';
import { profileEvents } from '@edu/contracts-profile';
import { Seal } from '@edu/identity';
import { eventually, QUOTE_SECRET, testActor, type TestActor } from '@edu/testing';
import { BookingBench, inHours, MODERATE, PRICE } from '../booking/booking.harness.ts';

const HOUR = 3_600_000;
const OTHER_PRICE = { amount: 6_000, currency: 'XOF' as const };

let bench: BookingBench;
let learner: TestActor;
let providerId: string;
let startsAt: string;
/** How often availability was asked, and what it says. */
let asked: number;
let price = PRICE;
let refusal: Error | undefined;

beforeAll(async () => {
  bench = await BookingBench.start();
});
beforeEach(async () => {
  learner = await testActor('student');
  [providerId, startsAt, asked, price, refusal] = [newId(), inHours(48), 0, PRICE, undefined];
  bench.service.fake(availabilityRpc.quote, (slot) => {
    asked++;
    if (refusal) throw refusal;
    return { ...quoteOf(slot), price };
  });
});
afterAll(() => bench.stop());

function quoteOf(slot: { providerId: string; startsAt: string; durationMinutes: number }) {
  const start = new Date(slot.startsAt);
  const endsAt = new Date(start.getTime() + slot.durationMinutes * 60_000).toISOString();
  const times = { startsAt: start.toISOString(), endsAt, busyFrom: start.toISOString() };
  const terms = { price: PRICE, zone: 'Africa/Abidjan', policy: MODERATE };
  return { providerId: slot.providerId, ...times, busyUntil: endsAt, ...terms };
}

const seal = new Seal(QUOTE_SECRET);
/** As availability makes it, for version 5 of the schedule and 3 of the profile. */
function tokenOf(changes: Partial<QuoteToken> = {}): string {
  const slot = { providerId, startsAt, durationMinutes: 60 };
  const request = { ...slot, mode: 'online' as const, trial: false };
  const versions = { scheduleVersion: 5, profileVersion: 3 };
  const until = Date.now() + 60_000;
  return seal.close({ request, quote: quoteOf(slot), ...versions, until, ...changes });
}

const book = (
  quote: string | undefined,
  { key = newId(), ...changes }: Partial<RpcArgs<typeof bookingRpc.create>> & { key?: string } = {},
) =>
  bench.service.call(
    bookingRpc.create,
    { providerId, startsAt, quote, ...changes },
    { as: learner, key },
  );

const outdated = { code: bookingErrors.quoteOutdated.code, status: 409 };
const notOffered = { code: availabilityErrors.slotNotOffered.code };
const { slotNotOffered } = availabilityErrors;

describe('a booking with the quote that was shown', () => {
  it('is made at its price, and nobody is asked', async () => {
    const quote = { ...quoteOf({ providerId, startsAt, durationMinutes: 60 }), price: OTHER_PRICE };
    const busyUntil = new Date(Date.parse(quote.endsAt) + 600_000).toISOString();
    const booking = await book(tokenOf({ quote: { ...quote, busyUntil } }));
    expect(booking).toMatchObject({ providerId, state: 'pending', price: OTHER_PRICE });
    const { rows } = await bench.service.sql.query<{ busy_until: Date; policy: unknown }>(
      'SELECT busy_until, policy FROM booking WHERE id = $1',
      [booking.id],
    );
    expect(rows).toEqual([{ busy_until: new Date(busyUntil), policy: MODERATE }]);
    expect(asked).toBe(0);
  });

  it('is refused where the slot is taken, the learner busy or somebody suspended', async () => {
    await book(tokenOf());
    const other = await testActor('student');
    const input = { providerId, startsAt, quote: tokenOf() };
    await expect(
      bench.service.call(bookingRpc.create, input, { as: other, key: newId() }),
    ).rejects.toMatchObject({ code: bookingErrors.slotTaken.code });
    providerId = newId();
    await expect(book(tokenOf())).rejects.toMatchObject({ code: bookingErrors.learnerBusy.code });
    await bench.service.publish(authEvents.userSuspended, { userId: providerId });
    await eventually(async () => {
      const find = 'SELECT FROM suspended_user WHERE user_id = $1';
      expect((await bench.service.sql.query(find, [providerId])).rowCount).toBe(1);
    });
    startsAt = inHours(60);
    await expect(book(tokenOf())).rejects.toMatchObject(notOffered);
    expect(asked).toBe(0);
  });

  it('is the same booking when it is sent again, with another quote as well', async () => {
    const key = newId();
    const booking = await book(tokenOf(), { key });
    expect(await book(tokenOf({ until: Date.now() + 120_000 }), { key })).toEqual(booking);
    // Availability knows by now that the slot is taken.
    refusal = slotNotOffered();
    expect(await book(tokenOf({ until: Date.now() - 1 }), { key })).toEqual(booking);
    expect(await book('bm90.b3Vycw', { key })).toEqual(booking);
  });
});

describe('a quote that is not for this booking', () => {
  it.each([
    ['of another provider', () => ({ providerId: newId() })],
    ['of another time', () => ({ startsAt: inHours(50) })],
    ['of another duration', () => ({ durationMinutes: 90 })],
    ['of another place', () => ({ mode: 'in_person' as const })],
    ['of a usual lesson, for a trial', () => ({ trial: true })],
  ])('is refused: %s', async (_, changes) => {
    await expect(book(tokenOf(), changes())).rejects.toMatchObject(outdated);
    expect(asked).toBe(0);
  });

  it('is refused where somebody else sealed it, or a character was changed', async () => {
    const slot = { providerId, startsAt, durationMinutes: 60 };
    const quote = { ...quoteOf(slot), price: { amount: 1, currency: 'XOF' } };
    const value = { request: { ...slot, mode: 'online', trial: false }, quote };
    const versions = { scheduleVersion: 5, profileVersion: 3, until: Date.now() + HOUR };
    const foreign = new Seal('0'.repeat(64)).close({ ...value, ...versions });
    const [text] = seal.close({ ...value, ...versions }).split('.');
    const [, signature] = tokenOf().split('.');
    for (const forged of [foreign, `${text}.${signature}`, `${text}.A`]) {
      await expect(book(forged)).rejects.toMatchObject(outdated);
    }
    await expect(book('no token')).rejects.toMatchObject({ status: 400 });
    const { rowCount } = await bench.service.sql.query(
      'SELECT FROM booking WHERE provider_id = $1',
      [providerId],
    );
    expect(rowCount).toBe(0);
  });

  it('is refused where the seal is ours and what it holds is no quote', async () => {
    await expect(book(seal.close({ quote: null }))).rejects.toMatchObject(outdated);
  });
});

describe('a quote that counts no more', () => {
  it('is asked for again, and the booking made where price and terms are the same', async () => {
    const booking = await book(tokenOf({ until: Date.now() - 1 }));
    expect(booking.price).toEqual(PRICE);
    expect(asked).toBe(1);
  });

  it('refuses the booking where the price is another by now, or the policy', async () => {
    price = OTHER_PRICE;
    await expect(book(tokenOf({ until: Date.now() - 1 }))).rejects.toMatchObject(outdated);
    price = PRICE;
    const quote = quoteOf({ providerId, startsAt, durationMinutes: 60 });
    const policy = { ...MODERATE, graceMinutes: 60 };
    const token = tokenOf({ quote: { ...quote, policy }, until: Date.now() - 1 });
    await expect(book(token)).rejects.toMatchObject(outdated);
    // Whoever was shown nothing books at the price of the moment.
    price = OTHER_PRICE;
    expect((await book(undefined)).price).toEqual(OTHER_PRICE);
  });

  it('refuses what availability refuses', async () => {
    refusal = slotNotOffered();
    await expect(book(tokenOf({ until: Date.now() - 1 }))).rejects.toMatchObject(notOffered);
  });
});

describe('a change of the offer', () => {
  const about = (version: number) => ({ providerId, kind: 'tutor' as const, version });
  const CHANGES = {
    'of the schedule': () =>
      bench.service.publish(availabilityEvents.changed, { providerId, version: 6 }),
    'of the profile': () => bench.service.publish(profileEvents.updated, about(4)),
    'that publishes the profile anew': () =>
      bench.service.publish(profileEvents.published, about(4)),
  };

  it.each(Object.entries(CHANGES))('%s ends the quotes before it', async (_, change) => {
    refusal = slotNotOffered();
    await change();
    // Other slots until it is known: what was booked before that was booked before the change.
    await eventually(async () => {
      startsAt = inHours(48 + 100 * Math.random());
      learner = await testActor('student');
      await expect(book(tokenOf())).rejects.toMatchObject(notOffered);
    });
    const newer = tokenOf({ scheduleVersion: 6, profileVersion: 4 });
    expect((await book(newer)).state).toBe('pending');
  });

  it('that withdraws the profile ends all quotes, until it is published again', async () => {
    refusal = slotNotOffered();
    const newer = { scheduleVersion: 6, profileVersion: 6 };
    await bench.service.publish(profileEvents.unpublished, about(5));
    const isRefused = async () => {
      startsAt = inHours(48 + 100 * Math.random());
      learner = await testActor('student');
      await expect(book(tokenOf(newer))).rejects.toMatchObject(notOffered);
    };
    await eventually(isRefused);
    await bench.service.publish(profileEvents.published, about(6));
    await eventually(async () => expect((await book(tokenOf(newer))).state).toBe('pending'));
  });

  it('of somebody else changes nothing, nor does an older one', async () => {
    await bench.service.publish(availabilityEvents.changed, { providerId, version: 5 });
    await bench.service.publish(availabilityEvents.changed, { providerId: newId(), version: 9 });
    const last = newId();
    await bench.service.publish(availabilityEvents.changed, { providerId: last, version: 9 });
    const first = providerId;
    refusal = slotNotOffered();
    await eventually(async () => {
      [providerId, startsAt] = [last, inHours(48 + 100 * Math.random())];
      learner = await testActor('student');
      await expect(book(tokenOf())).rejects.toMatchObject(notOffered);
    });
    [providerId, asked] = [first, 0];
    learner = await testActor('student');
    expect((await book(tokenOf())).state).toBe('pending');
    expect(asked).toBe(0);
  });
});
