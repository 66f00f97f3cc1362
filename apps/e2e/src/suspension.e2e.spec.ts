import { randomUUID } from 'node:crypto';
import { authRpc } from '@edu/contracts-auth';
import { availabilityErrors, availabilityRpc } from '@edu/contracts-availability';
import { bookingRpc } from '@edu/contracts-booking';
import { profileRpc } from '@edu/contracts-profile';
import { searchRpc } from '@edu/contracts-search';
import { RpcCaller } from '@edu/demo';
import {
  ApiClient,
  eventually,
  firstStart,
  openTutor,
  Postbox,
  readSlots,
  signUpByPhone,
  type Person,
} from '@edu/journey';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

const WITHIN_MS = 5_000;
/** Coming back is no promise with a time. */
const PATIENCE_MS = 20_000;
const HOUR_MS = 3_600_000;
const ZONE = 'Africa/Abidjan';

const platform = inject('platform');
const api = new ApiClient(platform.url);
const post = new Postbox(platform.urls);
/** Every attempt to book is somebody else’s, at another time: one that succeeds is in no other’s way. */
const students: Person[] = [];
let attempt = 0;
let caller: RpcCaller;
let tutor: Person;
let email: string;
let firstSlot: number;

beforeAll(async () => {
  caller = await RpcCaller.connect(platform.natsUrl, 'e2e');
  tutor = await openTutor(api, post, `Tutor ${randomUUID().slice(0, 8)}`);
  email = (await api.ok(authRpc.me, {}, tutor)).email!;
  const made = Array.from({ length: 24 }, (_, n) => signUpByPhone(api, post, `Student ${n}`));
  students.push(...(await Promise.all(made)));
  const slots = await readSlots(api, { providerId: tutor.id, zone: ZONE });
  firstSlot = Date.parse(firstStart(slots, new Date(Date.now() + 60_000)));
}, 60_000);
afterAll(async () => {
  await caller.close();
  await api.close();
});

async function search(): Promise<boolean> {
  const { items } = await api.ok(searchRpc.tutors, { q: tutor.displayName, limit: 100 });
  return items.some(({ providerId }) => providerId === tutor.id);
}

async function profile(): Promise<boolean> {
  const { raw } = await api.call(profileRpc.getListing, { id: tutor.id });
  expect([200, 404]).toContain(raw.status);
  return raw.status === 200;
}

async function slots(): Promise<boolean> {
  const day = (days: number) =>
    new Date(firstSlot + days * 24 * HOUR_MS).toISOString().slice(0, 10);
  const input = { id: tutor.id, zone: ZONE, from: day(0), to: day(1) };
  const { raw } = await api.call(availabilityRpc.slots, input);
  expect([200, 404]).toContain(raw.status);
  return raw.status === 200;
}

async function booking(): Promise<boolean> {
  const turn = attempt++;
  const startsAt = new Date(firstSlot + turn * HOUR_MS).toISOString();
  const options = { token: students[turn]!.token, key: randomUUID() };
  const answer = await api.call(bookingRpc.create, { providerId: tutor.id, startsAt }, options);
  if (answer.raw.status === 201) return true;
  const { noSchedule, slotNotOffered } = availabilityErrors;
  answer.refused(answer.raw.status === noSchedule.status ? noSchedule : slotNotOffered);
  return false;
}

/** Each of them opens or closes a way to the provider. */
const WAYS = { search, profile, slots, booking };

/** When each of the ways had become so, in ms from `since`. */
async function become(open: boolean, since: number): Promise<Record<string, number>> {
  const times = Object.entries(WAYS).map(async ([name, isOpen]) => {
    await eventually(
      async () => expect(await isOpen(), name).toBe(open),
      open ? PATIENCE_MS : WITHIN_MS,
      500,
    );
    return [name, Date.now() - since] as const;
  });
  return Object.fromEntries(await Promise.all(times));
}

it('a suspended provider is gone everywhere within 5 s, and comes back once reinstated', async () => {
  await become(true, Date.now());
  const suspendedAt = Date.now();
  await caller.call(authRpc.suspend, { userId: tutor.id });
  for (const [way, ms] of Object.entries(await become(false, suspendedAt))) {
    expect(ms, way).toBeLessThan(WITHIN_MS);
  }

  await caller.call(authRpc.reinstate, { userId: tutor.id });
  const address = { channel: 'email', email } as const;
  const { verificationId } = await api.ok(authRpc.loginCode, { address });
  const { code } = await post.code(address);
  const { accessToken: token } = await api.ok(authRpc.verify, { verificationId, code });
  // A profile that was taken down is shown again when its owner says so.
  expect(await profile()).toBe(false);
  await api.ok(profileRpc.publish, {}, { token });
  await become(true, Date.now());
});
