import { statement } from '@edu/persistence';
import type { ProfileTx } from '../profile.db.ts';

/** Only a later event changes a row; no row when a later one was known. */
export const SET_STANDING = statement(
  { userId: 'uuid', suspended: 'boolean', asOf: 'timestamptz' },
  `
INSERT INTO standing AS s (user_id, suspended, as_of) VALUES (:userId, :suspended, :asOf)
ON CONFLICT (user_id) DO UPDATE SET suspended = excluded.suspended, as_of = excluded.as_of
WHERE s.as_of < excluded.as_of
RETURNING user_id`,
);

export async function isSuspended(tx: ProfileTx, userId: string): Promise<boolean> {
  const standing = await tx.prisma.standing.findUnique({ where: { userId } });
  return standing?.suspended ?? false;
}
