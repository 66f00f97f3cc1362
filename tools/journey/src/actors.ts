import { randomBytes, randomInt } from 'node:crypto';
import type { Locale, RpcArgs, RpcOutput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { availabilityRpc } from '@edu/contracts-availability';
import { profileRpc } from '@edu/contracts-profile';
import type { ApiClient } from './api-client.ts';
import type { Address, Letter, Postbox } from './postbox.ts';

/** Somebody who is signed in. */
export interface Person {
  readonly id: string;
  readonly displayName: string;
  readonly locale: Locale;
  readonly token: string;
}

export type OwnRole = RpcArgs<typeof authRpc.register>['role'];
type CodeSent = RpcOutput<typeof authRpc.register>;

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
export function register(api: ApiClient, { address, ...who }: SignUp): Promise<CodeSent> {
  const { locale } = who;
  return api.ok(authRpc.register, { ...who, address }, { locale });
}

/** Reads the code that was sent and gives it back: signed in from then on. */
export async function verify(
  api: ApiClient,
  post: Postbox,
  { verificationId }: CodeSent,
  address: Address,
): Promise<{ person: Person; letter: Letter }> {
  const { code, letter } = await post.code(address);
  const { accessToken, user } = await api.ok(authRpc.verify, { verificationId, code });
  const { id, displayName, locale } = user;
  return { person: { id, displayName, locale, token: accessToken }, letter };
}

/** Registers and verifies. */
export async function signUp(api: ApiClient, post: Postbox, who: SignUp): Promise<Person> {
  const sent = await register(api, who);
  return (await verify(api, post, sent, who.address)).person;
}

/** Proves by a code to an address of before that it is the owner, and asks for a new one. */
export async function askForAddress(
  api: ApiClient,
  post: Postbox,
  { token }: Pick<Person, 'token'>,
  { own, address }: { own: Address; address: Address },
): Promise<CodeSent> {
  const { channel } = own;
  const { verificationId } = await api.ok(authRpc.requestStepUp, { channel }, { token });
  const { code } = await post.code(own);
  const proof = { kind: 'code', verificationId, code } as const;
  return api.ok(authRpc.addAddress, { address, proof }, { token });
}

/** A student with a phone number and no password. */
export function signUpByPhone(
  api: ApiClient,
  post: Postbox,
  displayName: string,
  locale: Locale = 'fr',
): Promise<Person> {
  return signUp(api, post, { role: 'student', displayName, address: freshPhone(), locale });
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
export function saveProfile(api: ApiClient, { displayName, token }: Person) {
  const { subjects, languages, modes, ...rest } = TUTOR_PROFILE;
  const lists = { subjects: [...subjects], languages: [...languages], modes: [...modes] };
  return api.ok(profileRpc.saveMine, { ...rest, ...lists, displayName }, { token });
}

/** Minutes between two starts: the next lesson starts soon, and its classroom is open by now. */
export const STEP_MINUTES = 5;

/** Writes a schedule that is open at any time of the week and asks for no notice. */
export function openAllWeek(api: ApiClient, { token }: Person) {
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
    horizonDays: 90,
  };
  return api.ok(availabilityRpc.saveMine, schedule, { token });
}

/** A tutor who has published a profile and a schedule. */
export async function openTutor(
  api: ApiClient,
  post: Postbox,
  displayName: string,
): Promise<Person> {
  const tutor = await signUp(api, post, {
    role: 'tutor',
    displayName,
    address: freshEmail('tutor'),
    locale: 'fr',
  });
  await saveProfile(api, tutor);
  await api.ok(profileRpc.publish, {}, { token: tutor.token });
  await openAllWeek(api, tutor);
  return tutor;
}
