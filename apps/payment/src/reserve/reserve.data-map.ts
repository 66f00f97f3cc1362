import { ACCOUNTS, keep } from '../link/link.data-map.ts';

const isTheirs = 'provider_id = :user';

/** What of earnings is kept for a while, why, and who of the team said so. */
export const reserves = {
  reserve: {
    person: isTheirs,
    key: 'id',
    purpose: 'Having something for chargebacks of whoever teaches.',
    personal: 'id booking_id currency amount taken kept_at release_at ended_at',
    withheld: 'provider_id rule_id set_id',
    other: 'due_at attempts',
    retention: ACCOUNTS,
    erase: keep,
  },
  provider_reserve: {
    person: `${isTheirs} OR set_by = :user OR lifted_by = :user`,
    key: 'id',
    purpose: 'Accounting for what is kept of one provider, why, and who of the team said so.',
    personal: 'id currency bps days reason set_at lifted_at',
    withheld: 'provider_id set_by lifted_by lift_reason',
    retention: `${ACCOUNTS}; why, until the provider is erased`,
    // What finance wrote may name them; those of finance are ids.
    erase: {
      set: {
        reason: `CASE WHEN ${isTheirs} THEN '' ELSE reason END`,
        lift_reason: `CASE WHEN ${isTheirs} THEN left(lift_reason, 0) ELSE lift_reason END`,
      },
    },
  },
  reserve_rule: {
    about: 'By what a part of earnings is kept, and since when.',
    other:
      'id kind country currency threshold within_days only_if_chargeable bps days valid_from valid_until reason',
    retention: ACCOUNTS,
  },
} as const;
