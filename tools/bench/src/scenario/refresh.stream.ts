import { newId } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { copyIn } from '../seed/copy-in.ts';
import { entityId } from '../seed/entity-id.ts';
import { LEARNERS } from '../seed/seed-plan.ts';
import type { Stage } from './stage.ts';
import { draftOf, type Stream } from './stream.ts';

const DAY = 86_400_000;

/** People whose access token has run out: each comes with a session of their own, once. */
export function refreshStream(stage: Stage): Stream {
  const { newRefreshToken, hashToken } = stage.sources;
  const tokens: string[] = [];
  let sessions = 0;
  return {
    prepare: async (count) => {
      const opened = Array.from({ length: count }, () => ({
        session: newId(),
        account: entityId('learner', sessions++ % LEARNERS),
        token: newRefreshToken(),
      }));
      const now = new Date().toISOString();
      const end = new Date(Date.now() + DAY).toISOString();
      const { adminUrl } = stage.platform.databases;
      await copyIn(
        stage.psql,
        adminUrl,
        'auth.session (id, account_id, created_at, expires_at, amr, authenticated_at)',
        opened.map(({ session, account }) => [session, account, now, end, ['otp'], now]),
      );
      await copyIn(
        stage.psql,
        adminUrl,
        'auth.refresh_token (hash, session_id, created_at, expires_at)',
        opened.map(({ session, token }) => [hashToken(token), session, now, end]),
      );
      tokens.push(...opened.map(({ token }) => token));
    },
    next: () => draftOf(authRpc.refresh, { refreshToken: tokens.pop()! }),
  };
}
