import { statement } from '@edu/persistence';
import type { Account } from '../generated/prisma/client.ts';

export const MAX_FOUND = 20;

/** Those whose names begin so. @param prefix in lower case, its wildcards escaped, with `%` at its end */
export const FIND_BY_NAME = statement(
  { prefix: 'text' },
  `
SELECT id, display_name AS "displayName", roles, email, phone, created_at AS "createdAt",
  suspended_at AS "suspendedAt", suspended_for AS "suspendedFor"
FROM account WHERE lower(display_name) LIKE :prefix
ORDER BY created_at DESC, id LIMIT ${MAX_FOUND}`,
).returns<
  Pick<
    Account,
    | 'id'
    | 'displayName'
    | 'roles'
    | 'email'
    | 'phone'
    | 'createdAt'
    | 'suspendedAt'
    | 'suspendedFor'
  >
>();
