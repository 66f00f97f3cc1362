/** By what an account has paid lately, as a digest. */
export const paysBy = (what: string) => ({
  person: 'payer_id = :user',
  key: "encode(digest, 'hex')",
  purpose: `Noticing that one ${what} pays for many accounts, or one account with many.`,
  personal: 'last_at',
  withheld: 'payer_id digest',
  retention: '90 days after it last paid',
  purge: "last_at < now() - interval '90 days'",
  erase: 'rows' as const,
});

/** How often cards and wallets of an account were declined lately. */
export const declines = {
  person: 'payer_id = :user',
  key: 'event_id::text',
  purpose: 'Noticing that an account tries out cards, or wallets that are blocked.',
  personal: 'at',
  withheld: 'event_id payer_id',
  retention: '90 days',
  purge: "at < now() - interval '90 days'",
  erase: 'rows' as const,
};
