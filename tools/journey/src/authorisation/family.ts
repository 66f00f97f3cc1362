import { newIntent } from '@edu/client';
import type { Person } from '../actors.ts';

/** The present text; the proof is about who may, not about what they agree to. */
const consent = { version: '2026-11', locale: 'fr' } as const;

/** @returns its id */
export async function addChild({ api }: Person): Promise<string> {
  const body = {
    ...{ firstName: 'Moussa', birthYear: 2014, country: 'CI', zone: 'Africa/Abidjan', consent },
  };
  return (await api.post('/api/v1/me/children', { body, intent: newIntent() })).id;
}

/** Invites an address, as the child of an entry. @returns the invitation */
export async function inviteAddress({ api }: Person, childId: string, email: string) {
  const body = { as: 'child', address: { channel: 'email', email } } as const;
  const options = { params: { path: { childId } }, body };
  return (await api.post('/api/v1/me/children/{childId}/invitations', options)).id;
}

/** Makes an account the child of a parent. @returns its id */
export async function linkChild(parent: Person, child: Person, email: string): Promise<string> {
  const invitationId = await inviteAddress(parent, await addChild(parent), email);
  const options = { params: { path: { invitationId } }, body: { consent } };
  await child.api.post('/api/v1/me/family/invitations/{invitationId}/accept', options);
  return child.id;
}
