import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { bookingEvents, bookingRpc, type BookingState } from '@edu/contracts-booking';
import { sessionErrors, sessionRpc } from '@edu/contracts-session';
import { eventually, testActor, type TestActor, type TestService } from '@edu/testing';
import { TokenVerifier } from 'livekit-server-sdk';
import {
  canceled,
  confirmed,
  LIVEKIT,
  rescheduled,
  startSession,
  type Lesson,
} from './room.harness.ts';

const verifier = new TokenVerifier(LIVEKIT.LIVEKIT_API_KEY, LIVEKIT.LIVEKIT_API_SECRET);

let service: TestService;
let learner: TestActor;
let provider: TestActor;
let booking: Lesson;

beforeAll(async () => {
  service = await startSession();
});
afterAll(() => service.stop());

beforeEach(async () => {
  learner = await testActor('student');
  provider = await testActor('tutor');
  booking = { bookingId: newId(), learnerId: learner.userId, providerId: provider.userId };
  service.clock.set('2026-11-24T09:50:00.000Z');
});

const row = async () => {
  const { rows } = await service.sql.query(
    'SELECT state, version FROM room WHERE booking_id = $1',
    [booking.bookingId],
  );
  return rows[0] as { state: string; version: number } | undefined;
};
const shows = (state: string, version: number) =>
  eventually(async () => expect(await row()).toEqual({ state, version }));
const handled = (eventId: string) =>
  eventually(async () => {
    const { rowCount } = await service.sql.query('SELECT FROM inbox WHERE message_id = $1', [
      eventId,
    ]);
    expect(rowCount).toBe(1);
  });
const open = async (mode?: 'online' | 'in_person') => {
  await service.publish(bookingEvents.confirmed, confirmed(booking, mode));
  await shows('open', 2);
};
const enter = (as: TestActor, bookingId = booking.bookingId) =>
  service.call(sessionRpc.token, { bookingId }, { as });
const recorded = async () => {
  const { rows } = await service.sql.query(
    'SELECT user_id, issued_at, expires_at FROM join_token WHERE booking_id = $1 ORDER BY id',
    [booking.bookingId],
  );
  return rows as { user_id: string; issued_at: Date; expires_at: Date }[];
};

it('of a lesson that was moved opens at the new time, and at the old one no more', async () => {
  await open();
  await expect(enter(learner)).resolves.toMatchObject({ identity: learner.userId });
  await service.publish(bookingEvents.rescheduled, rescheduled(booking));
  await shows('open', 3);
  await expect(enter(learner)).rejects.toMatchObject({ code: sessionErrors.notOpen.code });
  service.clock.set('2026-11-25T09:50:00.000Z');
  await expect(enter(provider)).resolves.toMatchObject({ identity: provider.userId });
});

it('is signed where no LiveKit runs too, and says so', async () => {
  const without = await startSession({ LIVEKIT_URL: 'none' });
  try {
    without.clock.set('2026-11-24T09:50:00.000Z');
    const sql = without.sql;
    await without.publish(bookingEvents.confirmed, confirmed(booking));
    const answer = await eventually(() =>
      without.call(sessionRpc.token, { bookingId: booking.bookingId }, { as: learner }),
    );
    expect(answer).toMatchObject({ url: null, identity: learner.userId });
    await without.publish(bookingEvents.canceled, canceled(booking));
    await eventually(async () => {
      const { rows } = await sql.query('SELECT outcome FROM room WHERE booking_id = $1', [
        booking.bookingId,
      ]);
      expect(rows).toEqual([{ outcome: 'not_found' }]);
    });
  } finally {
    await without.stop();
  }
});

describe('a token', () => {
  it('is verified by the LiveKit SDK and opens only this room, to this person, for five minutes', async () => {
    await open();
    const answer = await enter(learner);
    expect(answer).toMatchObject({
      url: 'wss://rtc.test',
      room: `booking-${booking.bookingId}`,
      identity: learner.userId,
      expiresAt: '2026-11-24T09:55:00.000Z',
    });
    const claims = await verifier.verify(answer.token);
    expect(claims.sub).toBe(learner.userId);
    expect(claims.video).toEqual({
      room: answer.room,
      roomJoin: true,
      canSubscribe: true,
      canPublish: true,
      canPublishSources: ['camera', 'microphone', 'screen_share'],
      canPublishData: true,
      canUpdateOwnMetadata: false,
    });
    expect(claims.roomConfig).toMatchObject({
      emptyTimeout: 600,
      departureTimeout: 600,
      maxParticipants: 2,
      metadata: '',
    });
    expect(Math.abs(claims.exp! - claims.nbf! - 5 * 60)).toBeLessThanOrEqual(1);
  });

  it('lets the parent who booked for a child in, on its side, beside the child', async () => {
    const parent = await testActor('parent');
    const data = { ...confirmed(booking), payerId: parent.userId };
    await service.publish(bookingEvents.confirmed, data);
    await shows('open', 2);
    for (const person of [parent, learner]) {
      const claims = await verifier.verify((await enter(person)).token);
      expect(claims.sub).toBe(person.userId);
      expect(claims.roomConfig).toMatchObject({ maxParticipants: 3 });
      expect(claims.video!.canPublishSources).not.toContain('screen_share_audio');
    }
  });

  it('holds nothing personal', async () => {
    await open();
    const claims = await verifier.verify((await enter(learner)).token);
    expect(Object.keys(claims).sort()).toEqual(
      ['exp', 'iss', 'nbf', 'roomConfig', 'sub', 'video'].sort(),
    );
  });

  it('lets the provider share the sound of the screen as well', async () => {
    await open();
    const claims = await verifier.verify((await enter(provider)).token);
    expect(claims.sub).toBe(provider.userId);
    expect(claims.video!.canPublishSources).toEqual([
      'camera',
      'microphone',
      'screen_share',
      'screen_share_audio',
    ]);
  });

  it('is recorded with user and time, without the token itself', async () => {
    await open();
    await enter(learner);
    await enter(provider);
    const about = {
      issued_at: new Date('2026-11-24T09:50:00.000Z'),
      expires_at: new Date('2026-11-24T09:55:00.000Z'),
    };
    expect(await recorded()).toEqual([
      { user_id: learner.userId, ...about },
      { user_id: provider.userId, ...about },
    ]);
  });

  it('does not verify with another secret', async () => {
    await open();
    const { token } = await enter(learner);
    const other = new TokenVerifier(LIVEKIT.LIVEKIT_API_KEY, 'another secret of the same key');
    await expect(other.verify(token)).rejects.toThrow();
  });
});

describe('issuing a token', () => {
  it('answers another person’s booking exactly like a random one', async () => {
    await open();
    const stranger = await testActor(['student', 'tutor', 'admin']);
    const problem = (bookingId: string) =>
      enter(stranger, bookingId).then(
        () => 'entered',
        (error: { toWire(): unknown }) => error.toWire(),
      );
    const theirs = await problem(booking.bookingId);
    expect(theirs).toMatchObject({ code: sessionErrors.notFound.code, status: 404 });
    expect(await problem(newId())).toEqual(theirs);
    expect(await recorded()).toEqual([]);
  });

  it.each([
    ['2026-11-24T09:44:59.999Z', false],
    ['2026-11-24T09:45:00.000Z', true],
    ['2026-11-24T11:09:59.999Z', true],
    ['2026-11-24T11:10:00.000Z', false],
  ])('at %s: open %s', async (now, isOpen) => {
    await open();
    service.clock.set(now);
    if (isOpen) {
      const { token } = await enter(learner);
      expect((await verifier.verify(token)).sub).toBe(learner.userId);
    } else {
      await expect(enter(learner)).rejects.toMatchObject({
        code: sessionErrors.notOpen.code,
        status: 403,
        params: { opensAt: '2026-11-24T09:45:00.000Z', closesAt: '2026-11-24T11:10:00.000Z' },
      });
    }
    expect(await recorded()).toHaveLength(isOpen ? 1 : 0);
  });

  it('refuses a lesson in person with its own error', async () => {
    await open('in_person');
    await expect(enter(learner)).rejects.toMatchObject({ code: sessionErrors.notOnline.code });
    expect(await recorded()).toEqual([]);
  });

  it('refuses calls without a user and bad input', async () => {
    const input = { bookingId: booking.bookingId };
    await expect(service.call(sessionRpc.token, input)).rejects.toMatchObject({ status: 401 });
    for (const bad of [{ bookingId: 'x' }, {}, { ...input, room: 'another' }]) {
      await expect(
        service.call(sessionRpc.token, bad as never, { as: learner }),
      ).rejects.toMatchObject({ status: 400 });
    }
  });
});

describe('a booking’s events', () => {
  it('close the room when it is canceled, and leave it closed when its money went back', async () => {
    await open();
    await service.publish(bookingEvents.canceled, canceled(booking));
    await shows('closed', 3);
    await expect(enter(learner)).rejects.toMatchObject({ code: sessionErrors.notFound.code });
    await service.publish(bookingEvents.refunded, { ...booking, version: 4 });
    await shows('closed', 4);
  });

  it('count once, however often and in whatever order they come', async () => {
    await service.publish(bookingEvents.canceled, canceled(booking));
    await shows('closed', 3);
    const late = await service.publish(bookingEvents.confirmed, confirmed(booking));
    await handled(late);
    await service.publish(bookingEvents.confirmed, confirmed(booking), late);
    expect(await row()).toEqual({ state: 'closed', version: 3 });
    await expect(enter(learner)).rejects.toMatchObject({ code: sessionErrors.notFound.code });
  });

  it('do nothing for a refund of a booking that never had a room', async () => {
    await handled(await service.publish(bookingEvents.refunded, { ...booking, version: 4 }));
    expect(await row()).toBeUndefined();
  });
});

describe('a rebuild', () => {
  it('makes the rooms like the bookings, and none for those that were never paid', async () => {
    await open();
    await service.sql.query('DELETE FROM room WHERE booking_id = $1', [booking.bookingId]);
    const as = (state: BookingState, bookingId: string = newId()) => ({
      ...{ ...confirmed(booking), bookingId, state, holdExpiresAt: null },
    });
    const items = [
      ...[as('confirmed', booking.bookingId), as('completed'), as('canceled')],
      ...[as('pending'), as('expired')],
    ];
    service.fake(bookingRpc.listSnapshot, () => ({ items, nextCursor: null }));
    const rebuilt = await service.call(sessionRpc.rebuild, { projection: 'room', limit: 100 });
    expect(rebuilt).toEqual({ written: 3, removed: 0, nextCursor: null });
    expect(await row()).toEqual({ state: 'open', version: 2 });
    const { rows } = await service.sql.query<{ state: string }>(
      'SELECT state FROM room WHERE booking_id = ANY ($1) ORDER BY state',
      [items.map(({ bookingId }) => bookingId)],
    );
    expect(rows.map(({ state }) => state)).toEqual(['closed', 'open', 'open']);
    await expect(enter(learner)).resolves.toMatchObject({ identity: learner.userId });
  });
});
