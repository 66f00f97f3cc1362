import { randomUUID } from 'node:crypto';
import { authRpc } from '@edu/contracts-auth';
import type { RoutedRpc } from '@edu/contracts-registry';
import { RpcCaller } from '@edu/demo';
import {
  enrolStaff,
  freshPhone,
  openTutor,
  signUp,
  signUpByPhone,
  stepUpByCode,
  stepUpByPasskey,
  type ApiClient,
  type Person,
  type Postbox,
} from '@edu/journey';
import { inject } from 'vitest';

type Caller = Pick<Person, 'token'>;

/** Somebody of each kind that a route may ask for. */
export interface People {
  readonly student: Person;
  readonly other: Person;
  readonly tutor: Person;
  /** The student, who has just proved again that it is them. */
  readonly proven: Caller;
  readonly parent: Person;
  /** A tutor with such a proof. */
  readonly provenTutor: Caller;
  /** With such a proof as well. */
  readonly admin: Caller;
}

export async function makePeople(api: ApiClient, post: Postbox): Promise<People> {
  const address = freshPhone();
  const tutorsAddress = freshPhone();
  const [student, other, tutor, admin, parent, another] = await Promise.all([
    signUp(api, post, { role: 'student', displayName: 'Student', address, locale: 'fr' }),
    signUpByPhone(api, post, 'Other student'),
    openTutor(api, post, 'Tutor'),
    signInAdmin(api),
    signUp(api, post, {
      ...{ role: 'parent', displayName: 'Parent', address: freshPhone(), locale: 'fr' },
    }),
    signUp(api, post, {
      ...{ role: 'tutor', displayName: 'Another tutor', address: tutorsAddress, locale: 'fr' },
    }),
  ]);
  const proven = { token: await stepUpByCode(post, student, address) };
  const provenTutor = { token: await stepUpByCode(post, another, tutorsAddress) };
  return { student, other, tutor, proven, admin, parent, provenTutor };
}

/** An admin of their own, by passkey and with a fresh proof. */
export const signInAdmin = (api: ApiClient): Promise<Caller> => signInStaff(api, 'admin');

/** Somebody new of staff, in the same way. */
export async function signInStaff(
  api: ApiClient,
  role: 'support' | 'finance' | 'admin',
): Promise<Caller> {
  const operator = await RpcCaller.connect(inject('platform').natsUrl, 'e2e');
  const [email, password] = [`${randomUUID()}@journey.test`, 'three tall palm trees'];
  const account = { role, email, password, displayName: 'Somebody of staff' };
  try {
    await operator.call(authRpc.seedAccount, account);
    const { accessToken, device } = await enrolStaff(api, operator, { email, password });
    return { token: await stepUpByPasskey(api, accessToken, device) };
  } finally {
    await operator.close();
  }
}

/** Whoever may call this route; undefined where nobody needs to be signed in. */
export function allowed({ access, stepUp }: RoutedRpc, people: People): Caller | undefined {
  if (access === 'public') return undefined;
  if (access === 'user' || access.includes('student')) {
    return stepUp === undefined ? people.student : people.proven;
  }
  if (access.includes('parent')) return people.parent;
  if (access.includes('admin')) return people.admin;
  return stepUp === undefined ? people.tutor : people.provenTutor;
}
