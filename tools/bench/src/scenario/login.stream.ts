import { randomBytes } from 'node:crypto';
import { authRpc } from '@edu/contracts-auth';
import { withClient } from '@edu/database';
import { ApiClient, freshEmail, journeyPlatform, Postbox } from '@edu/journey';
import { emailOf } from '../seed/entity-id.ts';
import type { Stage } from './stage.ts';
import { draftOf, type Stream } from './stream.ts';

/** Accounts that have a password. */
export const ACCOUNTS = 200;

/** People who sign in by password: what costs most in the whole platform. */
export function loginStream(stage: Stage): Stream {
  const password = randomBytes(12).toString('base64url');
  let isPrepared = false;
  return {
    prepare: async () => {
      if (!isPrepared) await givePasswords(stage, password);
      isPrepared = true;
    },
    next: () => {
      const email = emailOf('learner', stage.dice.below(ACCOUNTS));
      return draftOf(authRpc.login, { address: { channel: 'email', email }, password });
    },
  };
}

/** One person really signs up; the others get the same hash. */
async function givePasswords({ platform }: Stage, password: string): Promise<void> {
  const { url, urls } = journeyPlatform(platform);
  const api = new ApiClient(url);
  const address = freshEmail('bench');
  try {
    const { verificationId } = await api.ok(authRpc.register, {
      role: 'student',
      displayName: 'Bench',
      address,
      password,
    });
    const { code } = await new Postbox(urls).code(address);
    await api.ok(authRpc.verify, { verificationId, code });
  } finally {
    await api.close();
  }
  const emails = Array.from({ length: ACCOUNTS }, (_, index) => emailOf('learner', index));
  await withClient(platform.databases.adminUrl, (client) =>
    client.query(
      `UPDATE auth.account SET password_hash =
         (SELECT password_hash FROM auth.account WHERE email = $1) WHERE email = ANY ($2)`,
      [address.email, emails],
    ),
  );
}
