import { defineDataMap } from '@edu/data-rights/data-map';

const account = 'account_id = :user';
const ownAddress = (column: string) =>
  `${column} IN (SELECT unnest(ARRAY[email, phone]) FROM account WHERE id = :user)`;
/** What tries are counted by: accounts, addresses, and mailboxes without the tag of an address. */
const COUNTED = String.raw`SELECT unnest(ARRAY[id::text, email, phone, regexp_replace(email, '\+[^@]*@', '@')])`;
const purge = 'expires_at < now()';
const SIGN_IN = 'Signing in.';
const UNTIL_EXPIRY = 'until it expires';

export const dataMap = defineDataMap({
  refresh_token: {
    person: 'session_id IN (SELECT id FROM session WHERE account_id = :user)',
    key: 'hash',
    purpose: 'Staying signed in.',
    withheld: 'hash session_id created_at used_at',
    other: 'expires_at',
    retention: UNTIL_EXPIRY,
    purge,
    erase: 'rows',
  },
  session: {
    person: account,
    key: 'id',
    purpose: 'Staying signed in, and seeing where one is.',
    personal: 'id created_at authenticated_at ended_at end_reason browser system amr',
    withheld: 'account_id client',
    other: 'expires_at',
    retention: '30 days after the sign-in',
    purge,
    erase: 'rows',
  },
  totp: {
    person: account,
    key: 'account_id',
    purpose: 'The second factor.',
    personal: 'created_at confirmed_at',
    withheld: 'account_id secret',
    other: 'last_step',
    retention: 'until it is removed',
    erase: 'rows',
  },
  recovery_code: {
    person: account,
    key: 'hash',
    purpose: 'The second factor, when it is lost.',
    withheld: 'account_id hash',
    retention: 'until it is used',
    erase: 'rows',
  },
  half_sign_in: {
    person: account,
    key: 'hash',
    purpose: SIGN_IN,
    withheld: 'account_id hash amr',
    other: 'tries expires_at',
    retention: '5 minutes',
    purge,
    erase: 'rows',
  },
  address_change: {
    person: account,
    key: 'id',
    purpose: 'Undoing a change of address.',
    personal: 'channel old_address changed_at',
    withheld: 'account_id',
    other: 'id expires_at',
    retention: '72 hours',
    purge,
    erase: 'rows',
  },
  address_notice: {
    person: ownAddress('address'),
    key: 'id',
    purpose: 'Telling people what was changed of their account.',
    withheld: 'address locale',
    other: 'id change_id channel changed due_at attempts expires_at',
    retention: 'until it was sent, 72 hours at most',
    purge,
    erase: 'rows',
  },
  challenge: {
    person: `${account} OR ${ownAddress('address')}`,
    key: 'id',
    purpose: 'Proving an address by a code.',
    withheld: 'account_id session_id address code_hash display_name locale zone password_hash role',
    other: 'id purpose channel tries created_at expires_at',
    retention: '10 minutes',
    purge,
    erase: 'rows',
  },
  job: {
    person: "user_id = :user AND kind <> 'erase'",
    key: 'id',
    purpose: 'Putting an export together, and accounting for an erasure.',
    personal: 'kind state created_at ended_at',
    withheld: 'user_id data',
    other: 'id step message percent due_at attempts',
    retention: '30 days after its end; the receipts of an erasure, 3 years',
    purge:
      "due_at IS NULL AND ended_at < now() - CASE kind WHEN 'erase' THEN interval '3 years' ELSE interval '30 days' END",
    erase: 'rows',
  },
  throttle: {
    person: `split_part(key, ':', 2) IN (${COUNTED} FROM account WHERE id = :user)`,
    key: 'key',
    purpose: 'Bounding how often somebody tries.',
    withheld: 'key hits',
    other: 'expires_at',
    retention: 'a day at most',
    purge,
    erase: 'rows',
  },
  account: {
    person: 'id = :user',
    key: 'id',
    purpose: 'Signing in, being named and being written to.',
    personal: 'id roles display_name locale zone email phone created_at suspended_at',
    withheld: 'password_hash erasure_id',
    other: 'contact_version contact_due_at contact_attempts',
    retention: 'until it is erased',
    erase: 'rows',
  },
  daily_count: {
    about: 'How many text messages went out, by country.',
    other: 'key day used expires_at',
    retention: UNTIL_EXPIRY,
    purge,
  },
  signing_key: {
    about: 'Keys that sign access tokens.',
    other: 'generation kid public_jwk private_key created_at sign_from',
  },
});
