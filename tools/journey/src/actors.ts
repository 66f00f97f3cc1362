import assert from 'node:assert/strict';
import { randomBytes, randomInt } from 'node:crypto';
import {
  ApiError,
  memoryTokens,
  tokenSession,
  type Client,
  type CodeSent,
  type Locale,
  type OwnRole,
  type Profile,
  type Schedule,
  type Session,
} from '@edu/client';
import { clientAt, type Gateway } from './gateway-client.ts';
import type { Address, Letter, Postbox } from './postbox.ts';

/** Somebody who is signed in. */
export interface Person {
  readonly id: string;
  readonly displayName: string;
  readonly locale: Locale;
  /** Calls as this person, in their language. */
  readonly api: Client;
  readonly session: Session;
  /** The first access token, for requests that no client makes. */
  readonly token: string;
}

export interface SignUp {
  readonly role: OwnRole;
  readonly displayName: string;
  readonly address: Address;
  readonly locale: Locale;
  /** In which messages give times (IANA); that of whoever teaches unless named. */
  readonly zone?: string;
}

/** An e-mail address that nobody has used before. */
export function freshEmail(name: string): Address & { channel: 'email' } {
  return { channel: 'email', email: `${name}.${randomBytes(6).toString('hex')}@journey.test` };
}

/** An Ivorian mobile number that, very likely, nobody has used before. */
export function freshPhone(): Address & { channel: 'sms' } {
  return { channel: 'sms', phone: `+22507${String(randomInt(1e8)).padStart(8, '0')}` };
}

/** Asks for an account: a code goes to the address. */
export function register(at: Gateway, { address, ...who }: SignUp): Promise<CodeSent> {
  return clientAt(at, who).post('/api/v1/auth/register', { body: { ...who, address } });
}

/** Reads the code that was sent and gives it back: signed in from then on. */
export async function verify(
  at: Gateway,
  post: Postbox,
  { verificationId }: CodeSent,
  address: Address,
): Promise<{ person: Person; letter: Letter }> {
  const { code, letter } = await post.code(address);
  const tokens = memoryTokens();
  const session = tokenSession(tokens);
  const body = { verificationId, code };
  const { user } = await clientAt(at, { session }).post('/api/v1/auth/verify', { body });
  const { id, displayName, locale } = user;
  const api = clientAt(at, { session, locale });
  const token = tokens.load()!.accessToken;
  return { person: { id, displayName, locale, api, session, token }, letter };
}

/** Registers and verifies. */
export async function signUp(at: Gateway, post: Postbox, who: SignUp): Promise<Person> {
  const sent = await register(at, who);
  return (await verify(at, post, sent, who.address)).person;
}

/**
 * Proves by a code to an address of theirs that it is them.
 *
 * @returns the access token that says so, for five minutes
 */
export async function stepUpByCode(post: Postbox, { api }: Person, own: Address): Promise<string> {
  const { channel } = own;
  const { sent } = await api.post('/api/v1/me/step-up', { body: { channel } });
  const { code } = await post.code(own);
  const proof = { kind: 'code', verificationId: sent!.verificationId, code } as const;
  const proved = await api.post('/api/v1/me/step-up/verify', { body: { proof } });
  assert('accessToken' in proved, 'a program is given the token itself');
  return proved.accessToken;
}

/** Does what wants a fresh proof, which is given by a code unless there is one: codes are limited. */
export async function proven<T>(
  post: Postbox,
  person: Person,
  own: Address,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ApiError && error.is('platform.step_up_required'))) throw error;
    await stepUpByCode(post, person, own);
    return work();
  }
}

/** Proves that it is the owner of an address of before, and asks for a new one. */
export async function askForAddress(
  post: Postbox,
  person: Person,
  { own, address }: { own: Address; address: Address },
): Promise<CodeSent> {
  await stepUpByCode(post, person, own);
  return person.api.post('/api/v1/me/addresses', { body: { address } });
}

/** A student with a phone number and no password. */
export function signUpByPhone(
  at: Gateway,
  post: Postbox,
  displayName: string,
  locale: Locale = 'fr',
): Promise<Person> {
  return signUp(at, post, { role: 'student', displayName, address: freshPhone(), locale });
}

/** Maths in Cocody, within 10 km, 5 000 XOF an hour. */
export const TUTOR_PROFILE = {
  headline: 'Professeur de mathématiques, du collège à la terminale',
  bio: 'J’explique lentement, avec des exemples de la vie de tous les jours.',
  subjects: ['maths'],
  languages: ['fr', 'en'],
  modes: ['online', 'in_person'],
  hourlyRate: { amount: 5_000, currency: 'XOF' },
  location: { lat: 5.3599, lng: -3.987 },
  city: 'Abidjan',
  country: 'CI',
  radiusKm: 10,
} as const;

/** Writes the profile; it is not shown yet. */
export function saveProfile(
  { api, displayName }: Person,
  hourlyRate: Profile['hourlyRate'] = TUTOR_PROFILE.hourlyRate,
): Promise<Profile> {
  const { subjects, languages, modes, ...rest } = TUTOR_PROFILE;
  const lists = { subjects: [...subjects], languages: [...languages], modes: [...modes] };
  return api.put('/api/v1/me/profile', { body: { ...rest, ...lists, hourlyRate, displayName } });
}

/** Minutes between two starts: the next lesson starts soon, and its classroom is open by now. */
export const STEP_MINUTES = 5;

/** Writes a schedule that is open at any time of the week and asks for no notice. */
export function openAllWeek({ api }: Person, horizonDays = 90): Promise<Schedule> {
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((day) => ({
    day,
    ranges: [{ from: '00:00', to: '24:00' }],
  }));
  const schedule = {
    timeZone: 'Africa/Abidjan',
    weekly,
    durationsMinutes: [60],
    stepMinutes: STEP_MINUTES,
    noticeMinutes: 0,
    horizonDays,
  };
  return api.put('/api/v1/me/schedule', { body: schedule });
}

/** What somebody offers who teaches; 5 000 XOF an hour and the next three months unless said. */
export interface Offer {
  readonly rate?: Profile['hourlyRate'];
  readonly horizonDays?: number;
}

/** Publishes a profile and a schedule. */
export async function startTeaching(
  tutor: Person,
  { rate, horizonDays }: Offer = {},
): Promise<void> {
  await saveProfile(tutor, rate);
  await tutor.api.post('/api/v1/me/profile/publish');
  await openAllWeek(tutor, horizonDays);
}

/** A tutor who has published a profile and a schedule. */
export async function openTutor(
  at: Gateway,
  post: Postbox,
  displayName: string,
  offer?: Offer,
): Promise<Person> {
  const tutor = await signUp(at, post, {
    role: 'tutor',
    displayName,
    address: freshEmail('tutor'),
    locale: 'fr',
  });
  await startTeaching(tutor, offer);
  return tutor;
}
