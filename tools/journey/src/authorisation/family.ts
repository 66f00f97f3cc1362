import { randomBytes } from 'node:crypto';
import { newIntent } from '@edu/client';
import type { Person } from '../actors.ts';
import type { Gateway } from '../gateway-client.ts';
import { askBeyondCaps } from './approval.ts';

/** The present text; the proof is about who may, not about what they agree to. */
const consent = { version: '2026-11', locale: 'fr' } as const;

/** @returns its id */
async function addChild({ api }: Person): Promise<string> {
  const body = {
    ...{ firstName: 'Moussa', birthYear: 2014, country: 'CI', zone: 'Africa/Abidjan', consent },
  };
  return (await api.post('/api/v1/me/children', { body, intent: newIntent() })).id;
}

/** Invites an address, as the child of an entry. @returns the invitation */
async function inviteAddress({ api }: Person, childId: string, email: string) {
  const body = { as: 'child', address: { channel: 'email', email } } as const;
  const options = { params: { path: { childId } }, body };
  return (await api.post('/api/v1/me/children/{childId}/invitations', options)).id;
}

/** Makes an account the child of a parent. @returns its id */
async function linkChild(parent: Person, child: Person, email: string): Promise<string> {
  const invitationId = await inviteAddress(parent, await addChild(parent), email);
  const options = { params: { path: { invitationId } }, body: { consent } };
  await child.api.post('/api/v1/me/family/invitations/{invitationId}/accept', options);
  return child.id;
}

interface Member {
  readonly email: string;
  readonly sessionId: string;
  readonly person: Person;
}

interface Lesson {
  readonly booking: string;
  readonly series: string;
  readonly payment: string;
  readonly learnersNotification: string;
}

type Of = 'learner A' | 'learner B' | 'child' | 'another parent' | 'another child';

/**
 * Learner B is the parent of a child with a lesson of its own, and with a request that waits. Learner A is
 * invited to another family, and so is somebody else; a child of that family has asked as well.
 */
export async function openFamily(
  at: Gateway,
  members: Record<Of, Member>,
  openLesson: (learner: 'child') => Promise<Lesson>,
) {
  const { 'learner B': parent, 'another parent': other, 'learner A': invited, child } = members;
  const childId = await linkChild(parent.person, child.person, child.email);
  const { booking, series, payment, learnersNotification } = await openLesson('child');
  const params = { path: { id: booking } };
  const { providerId } = await child.person.api.get('/api/v1/bookings/{id}', { params });
  const approval = await askBeyondCaps(at, parent.person, child.person, providerId);
  const { 'another child': second } = members;
  await linkChild(other.person, second.person, second.email);
  const another = await askBeyondCaps(at, other.person, second.person, providerId);
  const entry = await addChild(other.person);
  const toNobody = `nobody.${randomBytes(6).toString('hex')}@journey.test`;
  const invite = async () =>
    inviteAddress(other.person, await addChild(other.person), invited.email);
  return {
    owns: {
      A: { 'family invitation': await invite() },
      B: { child: childId, approval },
    },
    childs: { booking, series, payment, approval, notification: learnersNotification },
    more: {
      A: { invite },
      B: {
        ofChild: {
          ...{ booking, series, payment, notification: learnersNotification },
          ...{ account: childId, 'sign-in session': child.sessionId },
        },
        addChild: () => addChild(parent.person),
      },
    },
    bystanders: {
      child: await addChild(other.person),
      approval: another,
      'family invitation': await inviteAddress(other.person, entry, toNobody),
    },
  };
}
