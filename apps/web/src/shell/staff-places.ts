import type { User } from '@edu/client';

/** The pages of staff, and the roles that may use what is on them, as the contracts say. */
export const STAFF_PLACES = {
  accounts: ['support', 'trust', 'admin'],
  adjustments: ['finance', 'admin'],
  disputes: ['support', 'admin'],
  chargebacks: ['finance', 'admin'],
  fx: ['finance', 'admin'],
  ledger: ['finance', 'admin'],
  payouts: ['finance', 'admin'],
  reconciliation: ['finance', 'admin'],
  refunds: ['finance', 'admin'],
  reserves: ['finance', 'admin'],
  risk: ['trust', 'finance', 'admin'],
  verifications: ['trust', 'admin'],
  reindex: ['admin'],
  retention: ['admin'],
} as const satisfies Record<string, readonly User['roles'][number][]>;
export type StaffPlace = keyof typeof STAFF_PLACES;

/** Those that somebody may use; the platform refuses the others as well. */
export const staffPlacesOf = ({ roles }: Pick<User, 'roles'>): StaffPlace[] =>
  (Object.keys(STAFF_PLACES) as StaffPlace[]).filter((place) =>
    STAFF_PLACES[place].some((role) => roles.includes(role)),
  );
