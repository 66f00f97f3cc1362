/** Names of columns, between spaces. */
type Columns = string;

interface Retained {
  /** How long a row is kept. */
  readonly retention: string;
  /** Which rows the job of every ten minutes deletes: by the clock of the database, as in `expires_at < now()`. */
  readonly purge?: string;
}

/** A table with rows about persons. Names and conditions are written into statements. */
export interface PersonalTable extends Retained {
  /** Which rows are about the person `:user`, as in `account_id = :user`. */
  readonly person: string;
  /** What tells its rows apart: an expression. */
  readonly key: string;
  /** What its personal columns are for. */
  readonly purpose: string;
  /** Personal columns that an export has. */
  readonly personal?: Columns;
  /** Personal columns that no export has: secrets, and copies of what another service gives. */
  readonly withheld?: Columns;
  /** All others. */
  readonly other?: Columns;
  /** What an erasure does: deletes the rows, sets columns to an expression, or keeps the rows and says why. */
  readonly erase:
    'rows' | { readonly set: Readonly<Record<string, string>> } | { readonly keep: string };
}

/** A table that is about no person. */
export interface OtherTable extends Partial<Retained> {
  /** What it is about. */
  readonly about: string;
  readonly other: Columns;
}

/** Every table of a service. An erasure goes through it from top to bottom. */
export type DataMap = Readonly<Record<string, PersonalTable | OtherTable>>;

/** Tables that every service has: see `libs/persistence`. */
export const PLATFORM_DATA = {
  outbox: {
    about: 'Events on their way: ids, and nothing about persons.',
    other: 'sequence id subject aggregate_id data request_id traceparent created_at published_at',
    retention: '7 days after it was published',
    purge: "published_at < now() - interval '7 days'",
  },
  inbox: {
    about: 'Which events were handled.',
    other: 'consumer message_id processed_at',
    retention: '30 days',
    purge: "processed_at < now() - interval '30 days'",
  },
  idempotency: {
    person: 'actor_id = :user',
    key: "route || ' ' || key",
    purpose: 'Giving a repeated request the answer of before.',
    withheld: 'actor_id response request_hash key',
    other: 'route created_at',
    retention: '24 hours',
    purge: "created_at < now() - interval '24 hours'",
    erase: 'rows',
  },
  audit_log: {
    person: 'actor_id = :user::text',
    key: "lpad(id::text, 20, '0')",
    purpose: 'Accounting for what was done: ids and codes.',
    personal: 'at action subject_kind subject_id reason',
    withheld: 'actor_id actor_kind session_id on_behalf_of details',
    other: 'id request_id position hash',
    retention: 'as long as the platform: append-only, and chained',
    erase: { keep: 'Accounting for what was done; it has ids and codes, and cannot be changed.' },
  },
  audit_head: { about: 'How far the audit log goes.', other: 'only_one position hash' },
  calendar_job: {
    about: 'When daily jobs run.',
    other: 'name schedule run_at due_at attempts finished_at',
  },
  job: {
    person: 'user_id = :user',
    key: 'id',
    purpose: 'Accounting for what somebody of the team had the platform do.',
    personal: 'kind state created_at ended_at',
    withheld: 'user_id',
    other: 'id step message percent data due_at attempts failure',
    retention: '30 days after its end',
    purge: "due_at IS NULL AND ended_at < now() - interval '30 days'",
    erase: 'rows',
  },
  schema_version: {
    about: 'Which migrations there were.',
    other: 'migration breaks_before applied_at',
  },
} as const satisfies DataMap;

/** Declares the tables of a service; those of the platform are added, unless it says more of one. */
export function defineDataMap(tables: DataMap): DataMap {
  return Object.freeze({ ...tables, ...PLATFORM_DATA, ...tables });
}

export const isPersonal = (table: PersonalTable | OtherTable): table is PersonalTable =>
  'person' in table;

export const columnsOf = (columns: Columns = ''): string[] => columns.split(' ').filter(Boolean);

/** Every column that the map names for a table. */
export function mappedColumns(table: PersonalTable | OtherTable): string[] {
  const { personal, withheld } = isPersonal(table) ? table : {};
  return [personal, withheld, table.other].flatMap((columns) => columnsOf(columns));
}
