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
