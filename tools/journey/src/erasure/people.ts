import assert from 'node:assert/strict';
import { createHash, randomInt } from 'node:crypto';
import { newIntent } from '@edu/client';
import { exampleOf, type RpcArgs } from '@edu/contract-kit';
import { profileRpc } from '@edu/contracts-profile';
import sharp from 'sharp';
import {
  askForAddress,
  freshEmail,
  freshPhone,
  openAllWeek,
  signUp,
  stepUpByCode,
  TUTOR_PROFILE,
  verify,
  type Person,
} from '../actors.ts';
import { ApiClient } from '../api-client.ts';
import type { JourneyPlatform } from '../journey.ts';
import { openLesson } from '../open-lesson.ts';
import type { Postbox } from '../postbox.ts';
import { pdfWith, submitAddress } from '../send-document.ts';
import { firstStart, readSlots } from '../slots.ts';

const LETTERS = 'bcdfghjklmnpqrstvwxz';
const HOUR = 3_600_000;

/** Nobody’s word, of letters alone: names take nothing else. */
export function newCanary(): string {
  const word = Array.from({ length: 11 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return word[0]!.toUpperCase() + word.slice(1);
}

/** Somebody all of whose data is known by a word. */
export interface Marked {
  readonly person: Person;
  /** By what they stand for. */
  readonly canaries: ReadonlyMap<string, string>;
  /** The same of what lies sealed: given out to them, and in plain nowhere else. */
  readonly sealed: ReadonlyMap<string, string>;
  /** The same of what is not given out, for it may be about somebody else: what an operator says of a number. */
  readonly withheld?: ReadonlyMap<string, string>;
  /** The same of what passes through, and stays nowhere. */
  readonly passing?: ReadonlyMap<string, string>;
  /** Where they are reached. */
  readonly addresses: readonly string[];
  readonly own: ReturnType<typeof freshEmail>;
}

/** A parent with two addresses, a child, a lesson that was paid, and one that they cancelled. */
export async function markLearner(
  at: JourneyPlatform,
  post: Postbox,
  tutor: Person,
): Promise<Marked> {
  const [name, family, child, reason, subject, goal] = Array.from({ length: 6 }, newCanary);
  const [phone, own] = [freshPhone(), freshEmail(newCanary().toLowerCase())];
  const who = { role: 'parent', displayName: `${name} ${family}`, locale: 'fr' } as const;
  const first = await signUp(at, post, { ...who, address: phone, zone: 'Africa/Abidjan' });
  const added = await askForAddress(post, first, { own: phone, address: own });
  const { person } = await verify(at, post, added, own);
  const { api } = person;
  const example = exampleOf(profileRpc.createChild.input) as RpcArgs<typeof profileRpc.createChild>;
  const body = { ...example, firstName: child! };
  const { id: childId } = await api.post('/api/v1/me/children', { body, intent: newIntent() });
  const goals = { goals: [`To read like ${goal}`] };
  await api.put('/api/v1/me/children/{childId}/learning', {
    ...{ params: { path: { childId } }, body: goals },
  });
  await openLesson(at, at.urls.stripe, tutor, person);
  const slots = await readSlots(at, { providerId: tutor.id, zone: 'Africa/Abidjan' });
  const startsAt = firstStart(slots, new Date(Date.now() + 24 * HOUR));
  const slot = { providerId: tutor.id, startsAt, subject: subject!.toLowerCase() };
  const { id } = await api.post('/api/v1/bookings', { body: slot, intent: newIntent() });
  const cancel = { params: { path: { id } }, body: { reason: reason! }, intent: newIntent() };
  await api.post('/api/v1/bookings/{id}/cancel', cancel);
  const canaries = new Map([
    ['first name', name!],
    ['family name', family!],
    ['name of the child', child!],
    ['goal of the child', goal!],
    ['reason of a cancellation', reason!],
    ['phone number', phone.phone.slice(1)],
    ['e-mail address', own.email],
  ]);
  return { person, canaries, sealed: new Map(), addresses: [phone.phone, own.email], own };
}

/** A tutor with a profile, a place, a photo, a schedule and a document that is being checked, who is shown. */
export async function markTutor(at: JourneyPlatform, post: Postbox): Promise<Marked> {
  const [name, family, headline, bio, city, line, landmark] = Array.from({ length: 7 }, newCanary);
  const [title, institution] = [newCanary(), newCanary()];
  const own = freshEmail(newCanary().toLowerCase());
  const displayName = `${name} ${family}`;
  const who = { role: 'tutor', displayName, locale: 'en', address: own } as const;
  const person = await signUp(at, post, who);
  const lat = 5.3 + randomInt(1e6, 9e6) / 1e8;
  const { api } = person;
  const profile = {
    ...TUTOR_PROFILE,
    subjects: [...TUTOR_PROFILE.subjects],
    languages: [...TUTOR_PROFILE.languages],
    modes: [...TUTOR_PROFILE.modes],
    displayName,
    headline: `Maths with ${headline}`,
    bio: `I am ${bio}, and explain slowly.`,
    diplomas: [{ title, institution }],
    city: city!,
    location: { lat, lng: -3.987 },
  };
  await api.put('/api/v1/me/profile', { body: profile });
  const door = 5.4 + randomInt(1e6, 9e6) / 1e8;
  await api.put('/api/v1/me/profile/address', {
    body: { line: line!, landmark: landmark!, location: { lat: door, lng: -3.987 } },
  });
  const photo = await sendPhoto(at, person);
  await api.post('/api/v1/me/profile/publish');
  await openAllWeek(person);
  const inDocument = newCanary();
  const client = new ApiClient(at.url);
  const proof = await stepUpByCode(post, person, own);
  await submitAddress(client, proof, pdfWith(inDocument)).finally(() => client.close());
  const canaries = new Map([
    ['name of the tutor', name!],
    ['family name of the tutor', family!],
    ['headline', headline!],
    ['bio', bio!],
    ['city', city!],
    ['diploma', title],
    ['who gave the diploma', institution],
    ['exact place', String(lat)],
    ['photo', photo],
    ['e-mail address of the tutor', own.email],
  ]);
  const sealed = new Map([
    ['line of the exact address', line!],
    ['landmark', landmark!],
    ['point of the exact address', String(door)],
    ['document of the tutor', inDocument],
  ]);
  return { person, canaries, sealed, addresses: [own.email], own };
}

/** @returns the folder that its copies are in */
async function sendPhoto({ url }: JourneyPlatform, { api }: Person): Promise<string> {
  const picture = { width: 400, height: 400, channels: 3, background: '#a04020' } as const;
  const bytes = await sharp({ create: picture }).png().toBuffer();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const body = { type: 'image/png', bytes: bytes.length, sha256 } as const;
  const upload = await api.post('/api/v1/me/profile/photo', { body });
  const headers = Object.fromEntries(upload.headers.map(({ name, value }) => [name, value]));
  const sent = await fetch(new URL(upload.url, url), { method: 'PUT', headers, body: bytes });
  assert(sent.ok, `the photo was answered ${sent.status}`);
  const path = { uploadId: upload.uploadId };
  const { photo } = await api.post('/api/v1/me/profile/photo/{uploadId}/complete', {
    params: { path },
    body: {},
  });
  return /photo\/([0-9a-f]+)\//.exec(photo!.small)![1]!;
}
