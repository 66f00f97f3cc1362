import { createHash } from 'node:crypto';
import { AccessToken } from 'livekit-server-sdk';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { sessionErrors, sessionEvents, sessionRpc } from '@edu/contracts-session';
import { startLiveKitSimulator, type LiveKitSimulator } from '@edu/simulators';
import { eventually, testActor, type TestActor, type TestService } from '@edu/testing';
import { confirmed, LIVEKIT, startSession, type Lesson } from '../room/room.harness.ts';

const { LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = LIVEKIT;
const MINUTE = 60_000;

let livekit: LiveKitSimulator;
let service: TestService;
let learner: TestActor;
let booking: Lesson;

beforeAll(async () => {
  livekit = await startLiveKitSimulator({ apiKey: LIVEKIT_API_KEY, apiSecret: LIVEKIT_API_SECRET });
  service = await startSession({ LIVEKIT_API_URL: livekit.url });
});
afterAll(async () => {
  await service?.stop();
  await livekit?.close();
});
beforeEach(async () => {
  learner = await testActor('student');
  booking = { bookingId: newId(), learnerId: learner.userId, providerId: newId() };
  service.clock.reset();
});
afterEach(() => livekit.faults.reset());

/** Minutes from now, in ISO 8601. */
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * MINUTE).toISOString();

/** A lesson that begins in so many minutes, and takes 60. */
async function lesson(startsIn: number, mode: 'online' | 'in_person' = 'online'): Promise<void> {
  const [startsAt, endsAt] = [inMinutes(startsIn), inMinutes(startsIn + 60)];
  await service.publish(bookingEvents.confirmed, {
    ...confirmed(booking, mode),
    ...{ startsAt, endsAt, busyFrom: startsAt, busyUntil: endsAt },
  });
  await eventually(async () => expect(await rows('SELECT FROM room')).toHaveLength(1));
}
const rows = async (select: string) =>
  (await service.sql.query(`${select} WHERE booking_id = $1`, [booking.bookingId])).rows;

/** A report as LiveKit writes it. */
const report = (event: string, more: object = {}, at = 0) => ({
  ...{
    event,
    id: `EV_${newId()}`,
    createdAt: String(Math.floor((Date.now() + at * MINUTE) / 1_000)),
  },
  room: { sid: 'RM_x', name: `booking-${booking.bookingId}` },
  ...more,
});
const person = (identity: string, joined: number, sid = `PA_${identity}`) => ({
  participant: {
    identity,
    sid,
    joinedAt: String(Math.floor((Date.now() + joined * MINUTE) / 1_000)),
  },
});

async function send(
  event: object,
  { secret = LIVEKIT_API_SECRET, body = JSON.stringify(event) } = {},
) {
  const token = new AccessToken(LIVEKIT_API_KEY, secret, { ttl: 60 });
  token.sha256 = createHash('sha256').update(JSON.stringify(event)).digest('base64');
  return service.call(sessionRpc.receiveWebhook, {
    body: Buffer.from(body).toString('base64'),
    authorization: await token.toJwt(),
  });
}
async function stay(identity: string, from: number, until: number): Promise<void> {
  // Once: whoever joined in another second is somebody who came again.
  const who = person(identity, from);
  await send(report('participant_joined', who, from));
  await send(report('participant_left', who, until));
}
/** As if the lesson had been so many minutes earlier, with all that is known of it. */
async function pass(minutes: number): Promise<void> {
  const by = [booking.bookingId, minutes];
  await service.sql.query(
    `UPDATE room_event SET at = at - $2 * interval '1 minute',
       joined_at = joined_at - $2 * interval '1 minute' WHERE booking_id = $1`,
    by,
  );
  await service.sql.query(
    `UPDATE room SET starts_at = starts_at - $2 * interval '1 minute', watch_at = NULL,
       ends_at = ends_at - $2 * interval '1 minute' WHERE booking_id = $1`,
    by,
  );
}
const attended = () =>
  service.events.next(sessionEvents.attended, ({ bookingId }) => bookingId === booking.bookingId);
const read = (as = learner) =>
  service.call(sessionRpc.attendance, { bookingId: booking.bookingId }, { as });

describe('a report', () => {
  it('of a room of ours is kept once', async () => {
    await lesson(5);
    const entered = report('participant_joined', person(learner.userId, 0));
    for (let time = 0; time < 3; time++) expect(await send(entered)).toEqual({ received: true });
    expect(await rows('SELECT kind FROM room_event')).toEqual([{ kind: 'joined' }]);
  });

  it.each([
    ['of another room', () => ({ room: { name: 'meeting' } })],
    ['of a booking that nobody knows', () => ({ room: { name: `booking-${newId()}` } })],
    ['of a recorder', () => ({ participant: { identity: 'EG_1', sid: 'PA_1', kind: 'EGRESS' } })],
    [
      'of an agent with an id',
      () => ({ participant: { identity: newId(), sid: 'PA_1', kind: 'AGENT' } }),
    ],
    ['about nobody', () => ({ participant: undefined })],
    ['of another kind', () => ({ event: 'egress_started' })],
  ])('%s is answered, and not kept', async (_what, more) => {
    await lesson(5);
    expect(await send(report('participant_joined', more()))).toEqual({ received: true });
    expect(await rows('SELECT FROM room_event')).toEqual([]);
  });

  it.each([
    ['signed with another secret', { secret: 'somebody else’s secret' }],
    ['of which a byte was changed', { body: '{"event":"participant_left"}' }],
  ])('%s is refused', async (_what, how) => {
    await lesson(5);
    const entered = report('participant_joined', person(learner.userId, 0));
    await expect(send(entered, how)).rejects.toMatchObject({ code: sessionErrors.badWebhook.code });
    expect(await rows('SELECT FROM room_event')).toEqual([]);
  });
});

describe('after a lesson', () => {
  it('both sides are present who were', async () => {
    await lesson(-30);
    await stay(learner.userId, -29.5, 0);
    await stay(booking.providerId, -28, 0);
    await pass(31);
    expect(await attended()).toMatchObject({
      learner: { presence: 'present', ground: 'long_enough', minutes: 29 },
      provider: { presence: 'present', minutes: 28 },
    });
    expect(await rows('SELECT watch_at, watch_attempts FROM room')).toEqual([
      { watch_at: null, watch_attempts: 0 },
    ]);
    const { decidedAt, visits, ...found } = await read();
    expect(decidedAt).not.toBeNull();
    expect(visits).toMatchObject([
      { side: 'learner', left: true },
      { side: 'provider', left: true },
    ]);
    expect(found).toMatchObject({ learner: { minutes: 29 } });
  });

  it('a provider who never asked to enter is absent, if the learner waited', async () => {
    await lesson(-30);
    await service.call(sessionRpc.token, { bookingId: booking.bookingId }, { as: learner });
    await stay(learner.userId, -30, -10);
    await pass(31);
    expect(await attended()).toMatchObject({
      learner: { presence: 'present' },
      provider: { presence: 'absent', ground: 'never_came', minutes: 0 },
    });
  });

  it('one who asked to enter, and of whose entry nothing is known, is not', async () => {
    const provider = await testActor('tutor');
    booking = { ...booking, providerId: provider.userId };
    await lesson(-30);
    await stay(learner.userId, -30, -10);
    await service.call(sessionRpc.token, { bookingId: booking.bookingId }, { as: provider });
    await service.sql.query(
      `UPDATE join_token SET issued_at = issued_at - interval '31 minutes' WHERE booking_id = $1`,
      [booking.bookingId],
    );
    await pass(31);
    expect(await attended()).toMatchObject({
      provider: { presence: 'unknown', ground: 'at_the_door' },
    });
  });

  it('nothing is known where no report came', async () => {
    await lesson(-61);
    expect(await attended()).toMatchObject({
      learner: { presence: 'unknown' },
      provider: { presence: 'unknown' },
    });
  });

  it('nothing is decided on of one that was called off', async () => {
    await lesson(-30);
    await service.sql.query(`UPDATE room SET state = 'closed' WHERE booking_id = $1`, [
      booking.bookingId,
    ]);
    await pass(31);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await rows('SELECT decided_at FROM room')).toEqual([{ decided_at: null }]);
  });

  it('a server that does not answer is waited for, and not for ever', async () => {
    livekit.faults.change({ fail: { probability: 1 } });
    await lesson(-61);
    await eventually(async () =>
      expect((await rows('SELECT watch_attempts AS n FROM room'))[0]).toMatchObject({ n: 1 }),
    );
    expect(await rows('SELECT decided_at FROM room')).toEqual([{ decided_at: null }]);
    await pass(10);
    expect(await attended()).toMatchObject({ provider: { presence: 'unknown' } });
  });
});

it('sees who is in a room although no report came', async () => {
  const enter = (identity: string) =>
    fetch(`${livekit.url}/_control/enter`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ room: `booking-${booking.bookingId}`, identity, at: inMinutes(-10) }),
    });
  await enter(learner.userId);
  await lesson(-10);
  await eventually(async () =>
    expect(
      (await rows('SELECT kind FROM room_event')).map(({ kind }: { kind: string }) => kind).sort(),
    ).toEqual(['listed', 'seen']),
  );
  expect(await read()).toMatchObject({
    learner: { presence: 'present', ground: 'long_enough', minutes: 10 },
    provider: { presence: 'unknown', ground: 'not_over' },
    visits: [{ side: 'learner', left: false }],
    decidedAt: null,
  });
});

describe('attendance', () => {
  it('is for the people of the lesson', async () => {
    await lesson(5);
    await expect(read(await testActor('student'))).rejects.toMatchObject({
      code: sessionErrors.notFound.code,
    });
  });

  it('is read by support, of anybody’s lesson', async () => {
    const as = await testActor('support');
    const readAny = (bookingId: string) =>
      service.call(sessionRpc.staffAttendance, { bookingId }, { as });
    await lesson(5);
    expect(await readAny(booking.bookingId)).toEqual(await read());
    await expect(readAny(newId())).rejects.toMatchObject({ code: sessionErrors.notFound.code });
    await expect(
      service.call(
        sessionRpc.staffAttendance,
        { bookingId: booking.bookingId },
        { as: await testActor('tutor') },
      ),
    ).rejects.toMatchObject({ status: 403 });
  });

  it('of a lesson in person is not known while no PIN was entered', async () => {
    await lesson(5, 'in_person');
    expect(await read()).toMatchObject({
      provider: { presence: 'unknown', ground: 'not_over' },
      ...{ visits: [], checkedInAt: null },
    });
  });

  it('of a group lesson is each learner’s own, though they share the room', async () => {
    const groupId = newId();
    const other = { ...booking, bookingId: newId(), learnerId: newId() };
    const [startsAt, endsAt] = [inMinutes(-30), inMinutes(30)];
    for (const seat of [booking, other]) {
      await service.publish(bookingEvents.confirmed, {
        ...confirmed({ ...seat, groupId }),
        ...{ startsAt, endsAt, busyFrom: startsAt, busyUntil: endsAt },
      });
    }
    const seats = 'SELECT FROM room WHERE group_id = $1';
    await eventually(async () =>
      expect((await service.sql.query(seats, [groupId])).rowCount).toBe(2),
    );
    const room = { sid: 'RM_x', name: `group-${groupId}` };
    const joined = { ...report('participant_joined', person(other.learnerId, -20), -20), room };
    await send(joined);
    await send(joined);
    const of = async (bookingId: string) =>
      (
        await service.sql.query(
          `SELECT FROM room_event WHERE booking_id = $1 AND kind = 'joined'`,
          [bookingId],
        )
      ).rowCount;
    expect(await of(other.bookingId)).toBe(1);
    expect(await of(booking.bookingId)).toBe(0);
  });
});
