import { describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { availabilityErrors, availabilityRpc } from '@edu/contracts-availability';
import { bookingEvents, bookingRpc } from '@edu/contracts-booking';
import { profileEvents, profileRpc } from '@edu/contracts-profile';
import { retain } from '@edu/testing';
import { SlotStage } from './slot.harness.ts';

const { slotNotOffered } = availabilityErrors;
const ALL = ['09:00', '09:30', '10:00', '10:30', '11:00'];
const stage = new SlotStage();

describe('the offer', () => {
  const price = async () => (await stage.quote('2026-11-25T09:00:00Z')).price.amount;

  it('follows the profile, and never back to an older version', async () => {
    stage.listing = { version: 3, amount: 7_000 };
    await stage.publish(profileEvents.updated, stage.about(2)); // the listing is newer than the event
    expect(await price()).toBe(7_000);
    stage.listing = { version: 2, amount: 6_000 };
    await stage.publish(profileEvents.updated, stage.about(2));
    await stage.publish(profileEvents.unpublished, stage.about(2));
    expect(await price()).toBe(7_000);
  });

  it('ends with the publication, whatever comes late', async () => {
    await stage.publish(profileEvents.unpublished, stage.about(3));
    await stage.publish(profileEvents.updated, stage.about(2)); // its listing is still version 1
    await expect(price()).rejects.toMatchObject({ code: slotNotOffered.code });
    stage.listing = { version: 4, amount: 8_000 };
    await stage.publish(profileEvents.published, stage.about(4));
    expect(await price()).toBe(8_000);
    stage.listing = undefined; // unpublished before this event was handled
    await stage.publish(profileEvents.updated, stage.about(5));
    await expect(price()).rejects.toMatchObject({ code: slotNotOffered.code });
  });
});

describe('a booking', () => {
  /** 11:00 to 12:00 with a quarter of an hour after it. */
  const booking = () => {
    const bookingId = newId();
    const learnerId = newId();
    const { providerId } = stage;
    const id = { bookingId, learnerId, providerId };
    const lesson = { startsAt: '2026-11-25T11:00:00.000Z', endsAt: '2026-11-25T12:00:00.000Z' };
    const busy = { busyFrom: lesson.startsAt, busyUntil: '2026-11-25T12:15:00.000Z' };
    const base = (version: number) => ({ ...id, ...lesson, ...busy, version });
    const price = { amount: 5_000, currency: 'XOF' as const };
    const terms = { mode: 'online' as const, price, zone: 'Africa/Abidjan' };
    const paid = { ...terms, paymentId: newId() };
    return {
      created: (version: number, id?: string) =>
        stage.publish(
          bookingEvents.created,
          { ...base(version), ...terms, holdExpiresAt: lesson.startsAt },
          id,
        ),
      requested: (version: number) =>
        stage.publish(bookingEvents.requested, {
          ...{ ...base(version), ...terms, answerBy: lesson.startsAt },
        }),
      proposed: (version: number) =>
        stage.publish(bookingEvents.proposed, {
          ...{ ...base(version), ...terms, answerBy: lesson.startsAt },
          ...{ startsAt: '2026-11-25T09:00:00.000Z', endsAt: '2026-11-25T10:00:00.000Z' },
          ...{ busyFrom: '2026-11-25T09:00:00.000Z', busyUntil: '2026-11-25T10:15:00.000Z' },
          askedStartsAt: lesson.startsAt,
        }),
      declined: (version: number) =>
        stage.publish(bookingEvents.declined, { ...base(version), by: 'learner' }),
      confirmed: (version: number) =>
        stage.publish(bookingEvents.confirmed, { ...base(version), ...paid }),
      expired: (version: number) => stage.publish(bookingEvents.expired, base(version)),
      rescheduled: (version: number) =>
        stage.publish(bookingEvents.rescheduled, {
          ...{ ...base(version), ...paid, by: 'learner', from: lesson },
          ...{ startsAt: '2026-11-25T09:00:00.000Z', endsAt: '2026-11-25T10:00:00.000Z' },
          ...{ busyFrom: '2026-11-25T09:00:00.000Z', busyUntil: '2026-11-25T10:15:00.000Z' },
        }),
      bookingId,
      canceled: (version: number) =>
        stage.publish(bookingEvents.canceled, { ...base(version), by: 'learner', wasPaid: true }),
    };
  };
  // The lesson at 10:00 would run with its own quarter of an hour into 11:00.
  const TAKEN = ['09:00', '09:30'];

  it('that is moved has its new time and no more its old one, whatever comes late', async () => {
    const { confirmed, rescheduled, canceled } = booking();
    await rescheduled(3);
    await confirmed(2);
    expect(await stage.freeTimes()).toEqual(['10:30', '11:00']);
    await canceled(4);
    expect(await stage.freeTimes()).toEqual(ALL);
  });

  it('may be moved to where its own time is in the way, and nowhere else', async () => {
    const { confirmed, bookingId: movedBookingId } = booking();
    await confirmed(2);
    const at = '2026-11-25T10:30:00Z';
    await expect(stage.quote(at)).rejects.toMatchObject({ code: slotNotOffered.code });
    await expect(stage.quote(at, { movedBookingId: newId() })).rejects.toMatchObject({
      code: slotNotOffered.code,
    });
    expect((await stage.quote(at, { movedBookingId })).startsAt).toBe('2026-11-25T10:30:00.000Z');
    const { days } = await stage.slots({ movedBookingId });
    expect(days[0]!.ranges.at(-1)!.endsAt).toBe('2026-11-25T12:00:00.000Z');
  });

  it('takes its time from the hold on, and gives it back when it is canceled', async () => {
    expect(await stage.freeTimes()).toEqual(ALL);
    const one = booking();
    await one.created(1);
    expect(await stage.freeTimes()).toEqual(TAKEN);
    await expect(stage.quote('2026-11-25T11:00:00Z')).rejects.toMatchObject({
      code: slotNotOffered.code,
    });
    await one.confirmed(2);
    expect(await stage.freeTimes()).toEqual(TAKEN);
    await one.canceled(3);
    expect(await stage.freeTimes()).toEqual(ALL);
  });

  it('takes its time as a request, moves with a proposal, and is free when declined', async () => {
    const { requested, proposed, declined } = booking();
    await requested(1);
    expect(await stage.freeTimes()).toEqual(['09:00', '09:30']);
    await proposed(2);
    expect(await stage.freeTimes()).toEqual(['10:30', '11:00']);
    await declined(3);
    expect(await stage.freeTimes()).toEqual(ALL);
  });

  it('does not take freed time again when its events come late or twice', async () => {
    const one = booking();
    await one.canceled(3);
    await one.confirmed(2);
    const id = await one.created(1);
    await one.created(1, id);
    await one.expired(2); // handled after the ones before it
    expect(await stage.freeTimes()).toEqual(ALL);
  });

  it('that is one of a series takes its time with the others, unless it was over before', async () => {
    const { bookingId, canceled } = booking();
    const lesson = (id: string, from: string, until: string) => ({
      ...{ bookingId: id, version: 1, startsAt: from, endsAt: until },
      ...{ busyFrom: from, busyUntil: until, holdExpiresAt: from },
    });
    const series = {
      ...{ seriesId: newId(), learnerId: newId(), providerId: stage.providerId },
      ...{ mode: 'online' as const, price: { amount: 5_000, currency: 'XOF' as const } },
      zone: 'Africa/Abidjan',
      lessons: [
        lesson(newId(), '2026-11-25T09:00:00.000Z', '2026-11-25T10:00:00.000Z'),
        lesson(bookingId, '2026-11-25T11:00:00.000Z', '2026-11-25T12:00:00.000Z'),
      ],
    };
    await canceled(2);
    const id = await stage.publish(bookingEvents.seriesCreated, series);
    expect(await stage.freeTimes()).toEqual(['10:00', '10:30', '11:00']);
    await stage.publish(bookingEvents.seriesCreated, series, id);
    expect(await stage.freeTimes()).toEqual(['10:00', '10:30', '11:00']);
  });

  it('takes its time again when a late payment confirms it', async () => {
    const one = booking();
    await one.created(1);
    await one.expired(2);
    expect(await stage.freeTimes()).toEqual(ALL);
    await one.confirmed(3);
    await one.expired(2);
    expect(await stage.freeTimes()).toEqual(TAKEN);
  });

  it('of another provider, or on another day, takes no slot', async () => {
    await booking().created(1);
    expect((await stage.slots({ from: '2026-11-26', to: '2026-11-26' })).days).toHaveLength(1);
    expect(await stage.freeTimes()).toEqual(TAKEN);
    await stage.addTutor();
    expect(await stage.freeTimes()).toEqual(ALL);
  });

  it('is deleted a day after its end', async () => {
    const insert = `
      INSERT INTO booked_time (booking_id, provider_id, busy_from, busy_until, freed, version)
      SELECT gen_random_uuid(), $1, now() + start, now() + start + interval '1 hour', false, 1
      FROM unnest($2::interval[]) AS start`;
    await retain(stage.service, availabilityRpc); // lessons of the other tests, once their date has passed
    const old = Array<string>(1_500).fill('-26 hours');
    await stage.service.sql.query(insert, [stage.providerId, [...old, '-24 hours', '1 hour']]);
    expect(await retain(stage.service, availabilityRpc)).toBe(1_500);
    const { rowCount } = await stage.service.sql.query(
      'SELECT FROM booked_time WHERE provider_id = $1',
      [stage.providerId],
    );
    expect(rowCount).toBe(2);
  });
});

describe('a rebuild', () => {
  const rows = async (table: string) => {
    const text = `SELECT to_jsonb(t) - 'changed_at' AS row FROM ${table} t WHERE provider_id = $1`;
    const found = await stage.service.sql.query<{ row: object }>(text, [stage.providerId]);
    return found.rows.map(({ row }) => row);
  };

  it('makes offers like the published profiles, and withdraws the others', async () => {
    const before = await rows('offer');
    const published = stage.published(stage.providerId);
    await stage.service.sql.query('TRUNCATE offer');
    stage.service.fake(profileRpc.listSnapshot, () => ({ items: [published], nextCursor: null }));
    const rebuild = () =>
      stage.service.call(availabilityRpc.rebuild, { projection: 'offer', limit: 100 });
    expect(await rebuild()).toEqual({ written: 1, removed: 0, nextCursor: null });
    expect(await rows('offer')).toEqual(before);
    stage.service.fake(profileRpc.listSnapshot, () => ({ items: [], nextCursor: null }));
    // Offers of the millisecond in which a page is asked for would stay.
    await stage.service.sql.query('SELECT pg_sleep(0.002)');
    expect(await rebuild()).toEqual({ written: 0, removed: 1, nextCursor: null });
    expect(await rows('offer')).toMatchObject([{ published: false, version: 1 }]);
  });

  it('makes booked times like the bookings', async () => {
    const lesson = { startsAt: '2026-11-25T11:00:00.000Z', endsAt: '2026-11-25T12:00:00.000Z' };
    const booking = {
      ...{ bookingId: newId(), learnerId: newId(), providerId: stage.providerId },
      ...{ ...lesson, busyFrom: lesson.startsAt, busyUntil: '2026-11-25T12:15:00.000Z' },
      ...{ mode: 'online' as const, price: { amount: 5_000, currency: 'XOF' as const } },
      ...{ zone: 'Africa/Abidjan', holdExpiresAt: null, paymentId: newId(), version: 2 },
    };
    await stage.publish(bookingEvents.confirmed, booking);
    const before = await rows('booked_time');
    await stage.service.sql.query('TRUNCATE booked_time');
    const ended = { ...booking, bookingId: newId(), state: 'canceled' as const };
    stage.service.fake(bookingRpc.listSnapshot, () => ({
      items: [{ ...booking, state: 'confirmed' as const }, ended],
      nextCursor: null,
    }));
    const input = { projection: 'booked-time' as const, limit: 100 };
    expect(await stage.service.call(availabilityRpc.rebuild, input)).toMatchObject({ written: 2 });
    expect(await rows('booked_time')).toEqual(
      expect.arrayContaining([...before, expect.objectContaining({ freed: true })]),
    );
  });
});
