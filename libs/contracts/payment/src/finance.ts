/** Who answers for money. */
export const FINANCE = ['finance', 'admin'] as const;

/** What finance decides about money: with a fresh proof of who it is, and once. */
export const FINANCE_DECIDES = {
  access: FINANCE,
  // What is one's own is refused by the service: nothing of this has an owner among the team.
  resource: 'none',
  stepUp: 300,
  idempotent: true,
} as const;
