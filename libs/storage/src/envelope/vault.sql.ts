import { statement } from '@edu/persistence';

export interface UserKeyRow {
  readonly user_id: string;
  readonly master_key_id: string;
  readonly sealed: Buffer;
}

export const FIND_KEY = statement(
  { userId: 'uuid' },
  'SELECT user_id, master_key_id, sealed FROM user_key WHERE user_id = :userId',
).returns<UserKeyRow>();

/** The first of two at the same time counts. */
export const ADD_KEY = statement(
  { userId: 'uuid', masterKeyId: 'text', sealed: 'bytea' },
  `INSERT INTO user_key (user_id, master_key_id, sealed) VALUES (:userId, :masterKeyId, :sealed)
   ON CONFLICT DO NOTHING`,
);

export const DESTROY_KEY = statement(
  { userId: 'uuid' },
  'DELETE FROM user_key WHERE user_id = :userId',
);

export const KEYS_OF_OTHER_MASTERS = statement(
  { current: 'text', limit: 'int' },
  `SELECT user_id, master_key_id, sealed FROM user_key WHERE master_key_id <> :current
   ORDER BY user_id LIMIT :limit`,
).returns<UserKeyRow>();

/** Nothing for one that was destroyed or sealed anew meanwhile. */
export const SEAL_ANEW = statement(
  { userId: 'uuid', before: 'text', masterKeyId: 'text', sealed: 'bytea' },
  `UPDATE user_key SET master_key_id = :masterKeyId, sealed = :sealed
   WHERE user_id = :userId AND master_key_id = :before`,
);
