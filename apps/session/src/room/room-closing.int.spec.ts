import { RoomServiceClient } from 'livekit-server-sdk';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { sessionRpc } from '@edu/contracts-session';
import { startLiveKitSimulator, type LiveKitSimulator } from '@edu/simulators';
import { eventually, testActor, type TestActor, type TestService } from '@edu/testing';
import { canceled, confirmed, LIVEKIT, startSession, type Lesson } from './room.harness.ts';

const { LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = LIVEKIT;

let livekit: LiveKitSimulator;
let rooms: RoomServiceClient;
let service: TestService;
let learner: TestActor;
let booking: Lesson;
let room: string;

beforeAll(async () => {
  livekit = await startLiveKitSimulator({ apiKey: LIVEKIT_API_KEY, apiSecret: LIVEKIT_API_SECRET });
  rooms = new RoomServiceClient(livekit.url, LIVEKIT_API_KEY, LIVEKIT_API_SECRET);
  service = await startSession({ LIVEKIT_API_URL: livekit.url });
});
afterAll(async () => {
  await service?.stop();
  await livekit?.close();
});
beforeEach(async () => {
  learner = await testActor('student');
  booking = { bookingId: newId(), learnerId: learner.userId, providerId: newId() };
  room = `booking-${booking.bookingId}`;
  service.clock.set('2026-11-24T10:20:00.000Z');
});
afterEach(() => livekit.faults.reset());

async function confirm(mode?: 'online' | 'in_person'): Promise<void> {
  await service.publish(bookingEvents.confirmed, confirmed(booking, mode));
  await eventually(async () => expect((await row()).state).toBe('open'));
}

/** A lesson that is under way: a token was issued, and somebody is in the room. */
async function enter(): Promise<void> {
  await confirm();
  await service.call(sessionRpc.token, { bookingId: booking.bookingId }, { as: learner });
  await rooms.createRoom({ name: room });
}

const cancel = () => service.publish(bookingEvents.canceled, canceled(booking));
const refund = () => service.publish(bookingEvents.refunded, { ...booking, version: 3 });
const isOpen = async () => (await rooms.listRooms([room])).length > 0;

interface Row {
  state: string;
  outcome: string | null;
  failure: string | null;
  attempts: number;
  /** Minutes until LiveKit is called next. */
  due: number | null;
}
async function row(): Promise<Row> {
  const { rows } = await service.sql.query<Row>(
    `SELECT state, outcome, failure, attempts,
       round(extract(epoch FROM due_at - now()) / 60)::int AS due
     FROM room WHERE booking_id = $1`,
    [booking.bookingId],
  );
  return rows[0]!;
}
const becomes = (expected: Partial<Row>) =>
  eventually(async () => expect(await row()).toMatchObject(expected));
const dueNow = (attempts = 0) =>
  service.sql.query('UPDATE room SET due_at = now(), attempts = $2 WHERE booking_id = $1', [
    booking.bookingId,
    attempts,
  ]);

describe('a room at LiveKit', () => {
  it.each([
    ['its booking is canceled, by a person or by the platform', cancel],
    ['its money goes back', refund],
  ])('is closed when %s', async (_, close) => {
    await enter();
    expect(await isOpen()).toBe(true);
    await close();
    await becomes({ outcome: 'deleted', attempts: 0 });
    expect(await isOpen()).toBe(false);
  });

  it('is deleted once more after the last earlier token has expired', async () => {
    await enter();
    await cancel();
    await becomes({ outcome: 'deleted', due: 11 });
    await rooms.createRoom({ name: room });
    await dueNow();
    await becomes({ outcome: 'deleted', due: null });
    expect(await isOpen()).toBe(false);
  });

  it('counts as closed when there is none, and is not checked again if no token was issued', async () => {
    await confirm();
    await cancel();
    await becomes({ outcome: 'not_found', due: null });
  });

  it('is closed by another attempt when LiveKit fails, or does not answer', async () => {
    await enter();
    livekit.faults.change({ fail: { next: 1_000 } });
    await cancel();
    await becomes({ outcome: null, failure: 'unavailable' });
    livekit.faults.reset();
    await becomes({ outcome: 'deleted', failure: null });
    expect(await isOpen()).toBe(false);
  });

  it('is given up after twenty attempts, which is recorded', async () => {
    await enter();
    livekit.faults.change({ fail: { next: 1_000 } });
    await cancel();
    await becomes({ failure: 'unavailable' });
    await dueNow(19);
    await becomes({ outcome: 'given_up', failure: 'unavailable', attempts: 20, due: null });
  });

  it('is not deleted when the lesson is in person, or was never confirmed', async () => {
    await confirm('in_person');
    await cancel();
    await becomes({ state: 'closed', outcome: null, due: null });
    booking = { ...booking, bookingId: newId() };
    await cancel();
    await eventually(async () => expect(await row()).toBeDefined());
    await becomes({ state: 'closed', outcome: null, due: null });
  });

  it('of a group lesson stays while anybody has a seat in it', async () => {
    const groupId = newId();
    const [mine, other] = [booking, { ...booking, bookingId: newId(), learnerId: newId() }];
    for (const seat of [mine, other]) {
      await service.publish(bookingEvents.confirmed, confirmed({ ...seat, groupId }));
    }
    booking = other;
    await becomes({ state: 'open' });
    booking = mine;
    await becomes({ state: 'open' });
    room = `group-${groupId}`;
    await rooms.createRoom({ name: room });
    await service.publish(bookingEvents.canceled, canceled({ ...mine, groupId }));
    await becomes({ state: 'closed', outcome: 'shared' });
    expect(await isOpen()).toBe(true);
    await service.publish(bookingEvents.canceled, canceled({ ...other, groupId }));
    booking = other;
    await becomes({ state: 'closed', outcome: 'deleted' });
    expect(await isOpen()).toBe(false);
  });
});
