import { identityEvents, readEvent } from '@edu/contract-kit';
import type { Revocations } from '@edu/identity';
import type { Followers } from './followers.ts';

/**
 * Learns at once which users, sessions and signing keys are out, and after a start, which were put out
 * while a token of theirs can still be alive. By then the issuer publishes such a key no more.
 */
export async function followRevocations(
  followers: Followers,
  revocations: Revocations,
): Promise<void> {
  const { sessionRevoked, signingKeyRevoked, userReinstated, userSuspended } = identityEvents;
  await followers.follow('revocations', {
    filter: 'evt.auth.>',
    since: revocations.since,
    handle: (subject, event) => {
      const at = new Date(event.at);
      if (subject === sessionRevoked.subject) {
        revocations.add(readEvent(sessionRevoked, event.data).sessionId, at);
      } else if (subject === userSuspended.subject) {
        revocations.add(readEvent(userSuspended, event.data).userId, at);
      } else if (subject === userReinstated.subject) {
        revocations.remove(readEvent(userReinstated, event.data).userId);
      } else if (subject === signingKeyRevoked.subject) {
        revocations.addKey(readEvent(signingKeyRevoked, event.data).keyId);
      }
    },
  });
}
