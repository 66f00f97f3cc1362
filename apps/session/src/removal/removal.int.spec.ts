import { newId } from '@edu/contract-kit';
import { authEvents } from '@edu/contracts-auth';
import { bookingEvents } from '@edu/contracts-booking';
import { sessionRpc } from '@edu/contracts-session';
import { startLiveKitSimulator, type LiveKitSimulator } from '@edu/simulators';
import { eventually, testActor, type TestActor, type TestService } from '@edu/testing';
import { RoomServiceClient } from 'livekit-server-sdk';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { canceled, confirmed, LIVEKIT, startSession, type Lesson } from '../room/room.harness.ts';

const { LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret } = LIVEKIT;

let livekit: LiveKitSimulator;
let rooms: RoomServiceClient;
let service: TestService;
let learner: TestActor;
let provider: TestActor;
let booking: Lesson;
let room: string;

beforeAll(async () => {
  livekit = await startLiveKitSimulator({ apiKey, apiSecret });
  rooms = new RoomServiceClient(livekit.url, apiKey, apiSecret);
  service = await startSession({ LIVEKIT_API_URL: livekit.url });
});
afterAll(async () => {
  await service?.stop();
  await livekit?.close();
});
beforeEach(async () => {
  [learner, provider] = [await testActor('student'), await testActor('tutor')];
  booking = { bookingId: newId(), learnerId: learner.userId, providerId: provider.userId };
  room = `booking-${booking.bookingId}`;
  service.clock.set('2026-11-24T10:20:00.000Z');
  await service.publish(bookingEvents.confirmed, confirmed(booking));
  await eventually(() => enter(learner));
  await enter(provider);
});
afterEach(() => livekit.faults.reset());

/** With a token, as the page of the classroom does it. */
async function enter(as: TestActor): Promise<void> {
  await service.call(sessionRpc.token, { bookingId: booking.bookingId }, { as });
  const answer = await fetch(`${livekit.url}/_control/enter`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ room, identity: as.userId }),
  });
  expect(answer.status).toBe(200);
}

const inRoom = async () => (await rooms.listParticipants(room)).map(({ identity }) => identity);
const endsSession = ({ userId, sessionId }: TestActor) =>
  service.publish(authEvents.sessionRevoked, { userId, sessionId, reason: 'logout' });
const suspends = ({ userId }: TestActor) => service.publish(authEvents.userSuspended, { userId });

async function removal({ userId }: TestActor) {
  const { rows } = await service.sql.query<{ outcome: string | null; due: number | null }>(
    `SELECT outcome, round(extract(epoch FROM due_at - now()) / 60)::int AS due, failure, attempts
     FROM removal WHERE booking_id = $1 AND user_id = $2`,
    [booking.bookingId, userId],
  );
  return rows[0];
}
const becomes = (who: TestActor, expected: object) =>
  eventually(async () => expect(await removal(who)).toMatchObject(expected));
const dueNow = () => service.sql.query('UPDATE removal SET due_at = now()');

it.each([
  ['sign-in session ends', endsSession],
  ['account is suspended', suspends],
])(
  'whoever’s %s leaves the room, and nobody else; a token that is kept opens it once at most',
  async (_, ends) => {
    await ends(learner);
    await eventually(async () => expect(await inRoom()).toEqual([provider.userId]));
    await becomes(learner, { outcome: 'removed', due: 11 });
    expect(await removal(provider)).toBeUndefined();
    // With the token of before, which LiveKit takes for some minutes.
    await fetch(`${livekit.url}/_control/enter`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ room, identity: learner.userId }),
    });
    await dueNow();
    await eventually(async () => expect(await inRoom()).toEqual([provider.userId]));
    await becomes(learner, { outcome: 'removed', due: null });
  },
);

it('whoever has come by another sign-in since stays', async () => {
  const elsewhere = await testActor('student', { userId: learner.userId });
  await enter(elsewhere);
  await endsSession(learner);
  // What comes after it in the stream is done: so is this.
  await endsSession(provider);
  await becomes(provider, { outcome: 'removed' });
  expect(await removal(learner)).toBeUndefined();
  expect(new Set(await inRoom())).toEqual(new Set([learner.userId]));
});

it('whoever signs in and comes back is not sent out once more', async () => {
  await endsSession(learner);
  await becomes(learner, { outcome: 'removed' });
  service.clock.set('2026-11-24T10:21:00.000Z');
  await enter(await testActor('student', { userId: learner.userId }));
  await dueNow();
  await becomes(learner, { due: null });
  expect(await inRoom()).toContain(learner.userId);
});

it('is tried again when LiveKit does not answer', async () => {
  livekit.faults.change({ fail: { next: 1 } });
  await endsSession(learner);
  await eventually(async () => expect(await inRoom()).toEqual([provider.userId]));
  await becomes(learner, { outcome: 'removed', failure: null });
});

it('asks nothing of lessons that are over', async () => {
  service.clock.set('2026-11-24T13:00:00.000Z');
  const handled = async () => {
    const { rows } = await service.sql.query<{ count: string }>('SELECT count(*) FROM inbox');
    return Number(rows[0]!.count);
  };
  const before = await handled();
  await endsSession(learner);
  await eventually(async () => expect(await handled()).toBeGreaterThan(before));
  expect(await removal(learner)).toBeUndefined();
});

it('whoever’s seat of a group lesson is called off leaves, and the others go on', async () => {
  const groupId = newId();
  const other = await testActor('student');
  const mine = { ...booking, bookingId: newId(), groupId };
  const theirs = { ...mine, bookingId: newId(), learnerId: other.userId };
  room = `group-${groupId}`;
  for (const [seat, people] of [
    [mine, [learner, provider]],
    [theirs, [other]],
  ] as const) {
    booking = seat;
    await service.publish(bookingEvents.confirmed, confirmed(seat));
    for (const person of people) await eventually(() => enter(person));
  }
  await service.publish(bookingEvents.canceled, canceled(mine));
  await eventually(async () =>
    expect(new Set(await inRoom())).toEqual(new Set([provider.userId, other.userId])),
  );
  booking = mine;
  await becomes(learner, { outcome: 'removed', due: 11 });
  expect(await removal(provider)).toBeUndefined();
  // Whose sign-in ends leaves the room of the group as well.
  await endsSession(other);
  await eventually(async () => expect(await inRoom()).toEqual([provider.userId]));
});
