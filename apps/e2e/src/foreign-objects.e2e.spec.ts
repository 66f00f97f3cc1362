import { randomUUID } from 'node:crypto';
import { authRpc } from '@edu/contracts-auth';
import { bookingRpc, type Booking } from '@edu/contracts-booking';
import { notificationRpc } from '@edu/contracts-notification';
import { paymentRpc } from '@edu/contracts-payment';
import { profileRpc } from '@edu/contracts-profile';
import { sessionRpc } from '@edu/contracts-session';
import type { RpcArgs, RpcContract } from '@edu/contract-kit';
import {
  ApiClient,
  eventually,
  firstStart,
  payByCard,
  Postbox,
  problemOf,
  readSlots,
  signUp,
  freshEmail,
} from '@edu/journey';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makePeople, type People } from './people.ts';

const platform = inject('platform');
const api = new ApiClient(platform.url);
const post = new Postbox(platform.urls);
let people: People;
let booking: Booking;
let paymentId: string;
let notificationId: string;
let sessionId: string;

/** A paid lesson of the student, with all that hangs on it. */
beforeAll(async () => {
  people = await makePeople(api, post);
  const { student, tutor } = people;
  const slots = await readSlots(api, { providerId: tutor.id, zone: 'Africa/Dakar' });
  const startsAt = firstStart(slots, new Date(Date.now() + 120_000));
  const options = { token: student.token, key: randomUUID() };
  booking = await api.ok(bookingRpc.create, { providerId: tutor.id, startsAt }, options);
  const intent = await api.ok(paymentRpc.createIntent, { bookingId: booking.id }, options);
  paymentId = intent.id;
  await payByCard(platform.urls.stripe, intent);
  sessionId = (await api.ok(authRpc.sessions, {}, student)).items[0]!.id;
  notificationId = await eventually(async () => {
    const { items } = await api.ok(notificationRpc.list, {}, student);
    expect(items.length).toBeGreaterThan(0);
    return items[0]!.id;
  });
}, 60_000);
afterAll(() => api.close());

/** All by which a caller can distinguish two answers, but for what differs between any two. */
async function seen<C extends RpcContract>(rpc: C, input: RpcArgs<C>) {
  const options = { token: people.other.token, key: randomUUID(), locale: 'en' as const };
  const { raw } = await api.call(rpc, input, options);
  return {
    status: raw.status,
    problem: { ...problemOf(raw), requestId: '' },
    headers: { ...raw.headers, date: '', 'x-request-id': '' },
  };
}

describe('an object of another user answers like one that does not exist', () => {
  it.each([
    ['a booking', bookingRpc.get, 'id', () => booking.id],
    ['its cancellation', bookingRpc.cancel, 'id', () => booking.id],
    ['its cancellation preview', bookingRpc.cancellationPreview, 'id', () => booking.id],
    ['its payment', paymentRpc.get, 'id', () => paymentId],
    ['paying for it', paymentRpc.createIntent, 'bookingId', () => booking.id],
    ['its place', profileRpc.lessonPlace, 'id', () => booking.id],
    ['its classroom', sessionRpc.token, 'bookingId', () => booking.id],
    ['who was in it', sessionRpc.attendance, 'bookingId', () => booking.id],
    ['its door', sessionRpc.door, 'bookingId', () => booking.id],
    ['a notification', notificationRpc.markRead, 'id', () => notificationId],
    ['a sign-in session', authRpc.endSession, 'id', () => sessionId],
  ] as [string, RpcContract, string, () => string][])('%s', async (_what, rpc, field, id) => {
    const [foreign, unknown] = [
      await seen(rpc, { [field]: id() }),
      await seen(rpc, { [field]: randomUUID() }),
    ];
    expect(foreign).toEqual(unknown);
    expect(unknown.status).toBe(404);
  });

  it('also a profile that is not published', async () => {
    const address = freshEmail('draft');
    const who = { role: 'tutor', displayName: 'Draft', locale: 'fr', address } as const;
    const tutor = await signUp(api, post, who);
    await api.ok(profileRpc.saveMine, { displayName: 'Draft' }, tutor);
    const foreign = await seen(profileRpc.getListing, { id: tutor.id });
    expect(foreign).toEqual(await seen(profileRpc.getListing, { id: randomUUID() }));
    expect(foreign.status).toBe(404);
  });

  it('while its owner sees it', async () => {
    const { student, tutor } = people;
    for (const person of [student, tutor]) {
      const own = await api.ok(bookingRpc.get, { id: booking.id }, person);
      expect(own.state).toBe('confirmed');
    }
    await api.ok(notificationRpc.markRead, { id: notificationId }, student);
  });
});
