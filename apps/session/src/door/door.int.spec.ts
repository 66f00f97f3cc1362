import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { sessionErrors, sessionEvents, sessionRpc } from '@edu/contracts-session';
import { eventually, testActor, type TestActor, type TestService } from '@edu/testing';
import {
  canceled,
  confirmed,
  DOOR_SECRET,
  rescheduled,
  startSession,
  type Lesson,
} from '../room/room.harness.ts';
import { MAX_WRONG, pinOf } from './door.domain.ts';

const MINUTE = 60_000;

let service: TestService;
let learner: TestActor;
let provider: TestActor;
let parent: TestActor;
let booking: Lesson;
let startsAt: string;

beforeAll(async () => {
  // Nobody runs classrooms: a door needs none.
  service = await startSession({ LIVEKIT_URL: 'none' });
});
afterAll(() => service?.stop());
beforeEach(async () => {
  [learner, provider, parent] = await Promise.all([
    testActor('student'),
    testActor('tutor'),
    testActor('parent'),
  ]);
  booking = { bookingId: newId(), learnerId: learner.userId, providerId: provider.userId };
});

afterEach(() => service.clock.reset());

/** Minutes from now, in ISO 8601. */
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * MINUTE).toISOString();

/** A paid lesson that a parent booked: it begins in so many minutes, and takes 60. */
async function lesson(startsIn: number, mode: 'online' | 'in_person' = 'in_person') {
  startsAt = inMinutes(startsIn);
  const endsAt = new Date(Date.parse(startsAt) + 60 * MINUTE).toISOString();
  await service.publish(bookingEvents.confirmed, {
    ...{ ...confirmed(booking, mode), payerId: parent.userId },
    ...{ startsAt, endsAt, busyFrom: startsAt, busyUntil: endsAt },
  });
  await eventually(async () => expect(await room()).toBeDefined());
}
const room = async () =>
  (await service.sql.query('SELECT * FROM room WHERE booking_id = $1', [booking.bookingId]))
    .rows[0] as Record<string, unknown> | undefined;

const look = (as: TestActor) =>
  service.call(sessionRpc.door, { bookingId: booking.bookingId }, { as });
const say = (pin: string, as = provider) =>
  service.call(sessionRpc.checkIn, { bookingId: booking.bookingId, pin }, { as });
/** As the learner reads it. */
const pinRead = async () => (await look(learner)).pin!;
/** One that is not it. */
const wrong = (pin: string, by = 1) => String((Number(pin) + by) % 100_000).padStart(5, '0');
const refusal = ({ code }: { code: string }, params?: object) =>
  expect.objectContaining({ code, ...(params && { params }) });

describe('the PIN of a lesson in person', () => {
  it('is for the learner and the parent who booked, and not for whoever teaches', async () => {
    await lesson(20);
    const { pin } = await look(learner);
    expect(pin).toMatch(/^\d{5}$/);
    expect(await look(parent)).toMatchObject({ pin, triesLeft: MAX_WRONG, checkedInAt: null });
    expect(await look(provider)).toMatchObject({ pin: null, triesLeft: MAX_WRONG });
  });

  it('is read from an hour before, until the end', async () => {
    await lesson(61);
    const { pin, shownFrom, closesAt } = await look(learner);
    expect(pin).toBeNull();
    expect(Date.parse(shownFrom)).toBe(Date.parse(startsAt) - 60 * MINUTE);
    expect(Date.parse(closesAt)).toBe(Date.parse(startsAt) + 60 * MINUTE);
    for (const [minute, isShown] of [
      [-60, true],
      [59, true],
      [60, false],
    ] as const) {
      service.clock.set(new Date(Date.parse(startsAt) + minute * MINUTE));
      expect([minute, (await look(learner)).pin !== null]).toEqual([minute, isShown]);
    }
  });

  it('is nobody else’s, and there is none of another booking or of one called off', async () => {
    await lesson(20);
    const pin = await pinRead();
    for (const role of ['student', 'tutor', 'parent'] as const) {
      await expect(look(await testActor(role))).rejects.toEqual(refusal(sessionErrors.notFound));
    }
    await expect(say(pin, await testActor('tutor'))).rejects.toEqual(
      refusal(sessionErrors.notFound),
    );
    // Whoever knows it does not enter it.
    await expect(say(pin, learner)).rejects.toMatchObject({ status: 403 });
    await service.publish(bookingEvents.canceled, canceled(booking));
    await eventually(async () => expect(await room()).toMatchObject({ state: 'closed' }));
    await expect(say(pin)).rejects.toEqual(refusal(sessionErrors.notFound));
    await expect(look(learner)).rejects.toEqual(refusal(sessionErrors.notFound));
  });

  it('is another one once the lesson is moved, with tries of its own', async () => {
    await lesson(20);
    const pin = await pinRead();
    await expect(say(wrong(pin))).rejects.toEqual(refusal(sessionErrors.wrongPin, { left: 4 }));
    const later = { startsAt: inMinutes(25), endsAt: inMinutes(85) };
    await service.publish(bookingEvents.rescheduled, {
      ...{ ...rescheduled(booking), mode: 'in_person', ...later },
      ...{ busyFrom: later.startsAt, busyUntil: later.endsAt },
    });
    await eventually(async () => expect(await room()).toMatchObject({ version: 3 }));
    const moved = await look(learner);
    expect(moved.triesLeft).toBe(MAX_WRONG);
    expect(moved.pin).toBe(pinOf(DOOR_SECRET, booking.bookingId, new Date(later.startsAt)));
  });

  it('is kept nowhere', async () => {
    await lesson(20);
    const pin = await pinRead();
    await say(pin);
    const row = {
      ...(await room()),
      booking_id: '',
      learner_id: '',
      payer_id: '',
      provider_id: '',
    };
    expect(JSON.stringify(row)).not.toContain(pin);
  });
});

describe('at the door', () => {
  it('the right PIN proves both sides, is used up, and ends the lesson with it', async () => {
    await lesson(20);
    const done = await say(await pinRead());
    expect(done).toMatchObject({ pin: null, triesLeft: MAX_WRONG });
    expect(done.checkedInAt).not.toBeNull();
    for (const as of [learner, parent, provider]) {
      expect(await look(as)).toMatchObject({ pin: null, checkedInAt: done.checkedInAt });
      expect(
        await service.call(sessionRpc.attendance, { bookingId: booking.bookingId }, { as }),
      ).toMatchObject({
        learner: { presence: 'present', ground: 'checked_in' },
        provider: { presence: 'present', ground: 'checked_in' },
        checkedInAt: done.checkedInAt,
      });
    }
    await service.sql.query(
      `UPDATE room SET starts_at = starts_at - interval '85 minutes', watch_at = NULL,
         door_for = door_for - interval '85 minutes', ends_at = ends_at - interval '85 minutes'
       WHERE booking_id = $1`,
      [booking.bookingId],
    );
    expect(
      await service.events.next(
        sessionEvents.attended,
        ({ bookingId }) => bookingId === booking.bookingId,
      ),
    ).toMatchObject({
      learner: { presence: 'present', ground: 'checked_in' },
      provider: { presence: 'present', ground: 'checked_in' },
    });
  });

  it('a wrong one says how many tries are left; after five the right one is refused as well', async () => {
    await lesson(20);
    const pin = await pinRead();
    for (const left of [4, 3, 2, 1]) {
      await expect(say(wrong(pin))).rejects.toEqual(refusal(sessionErrors.wrongPin, { left }));
    }
    await expect(say(wrong(pin))).rejects.toEqual(refusal(sessionErrors.tooManyPins));
    await expect(say(pin)).rejects.toEqual(refusal(sessionErrors.tooManyPins));
    expect(await look(provider)).toMatchObject({ triesLeft: 0, checkedInAt: null });
    expect(await room()).toMatchObject({ wrong_pins: MAX_WRONG, checked_in_at: null });
  });

  it('at the wrong time it is refused, and no try is lost', async () => {
    await lesson(31);
    await expect(say(await pinRead())).rejects.toEqual(refusal(sessionErrors.doorNotOpen));
    expect(await look(provider)).toMatchObject({ triesLeft: MAX_WRONG, checkedInAt: null });
    service.clock.set(new Date(Date.parse(startsAt) + 60 * MINUTE));
    await expect(say('00000')).rejects.toEqual(refusal(sessionErrors.doorNotOpen));
  });

  it('of an online lesson there is none', async () => {
    await lesson(20, 'online');
    await expect(look(learner)).rejects.toEqual(refusal(sessionErrors.notInPerson));
    await expect(say('00000')).rejects.toEqual(refusal(sessionErrors.notInPerson));
  });

  it.each(['1234', '123456', '12a45', '١٢٣٤٥', ''])('%j is no PIN at all', async (pin) => {
    await lesson(20);
    await expect(say(pin)).rejects.toMatchObject({ status: 400 });
    expect(await look(provider)).toMatchObject({ triesLeft: MAX_WRONG });
  });

  it('entered by many at once, it is one check-in, at one time', async () => {
    await lesson(20);
    const pin = await pinRead();
    const answers = await Promise.all(Array.from({ length: 8 }, () => say(pin)));
    expect(new Set(answers.map(({ checkedInAt }) => checkedInAt)).size).toBe(1);
    // It is done, whatever comes later.
    expect(await say(wrong(pin))).toEqual(answers[0]);
  });

  it('guessed by many at once, no more than five are looked at', async () => {
    await lesson(20);
    const pin = await pinRead();
    const guesses = Array.from({ length: 20 }, (_nothing, n) => say(wrong(pin, n + 1)));
    const codes = (await Promise.allSettled(guesses)).map((result) =>
      result.status === 'rejected' ? (result.reason as { code: string }).code : 'let in',
    );
    const count = (code: string) => codes.filter((each) => each === code).length;
    expect(count(sessionErrors.wrongPin.code)).toBe(MAX_WRONG - 1);
    expect(count(sessionErrors.tooManyPins.code)).toBe(20 - MAX_WRONG + 1);
    expect(await room()).toMatchObject({ wrong_pins: MAX_WRONG });
  });
});
