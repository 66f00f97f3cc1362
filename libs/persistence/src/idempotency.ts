import { createHash } from 'node:crypto';
import { platformErrors, type RpcContract } from '@edu/contract-kit';
import type { Call } from '@edu/messaging';
import type { Db, PrismaLike, Tx } from './db.ts';
import { statement } from './statement.ts';

const KEY = { actorId: 'uuid', route: 'text', key: 'text' } as const;

const LOCK = statement(
  KEY,
  `SELECT pg_try_advisory_xact_lock(
     hashtextextended(:actorId::text || ' ' || :route || ' ' || :key, 0)) AS mine`,
).returns<{ mine: boolean }>();

const FIND = statement(
  KEY,
  `SELECT request_hash, response FROM idempotency
   WHERE actor_id = :actorId AND route = :route AND key = :key`,
).returns<StoredAnswer>();

const STORE = statement(
  { ...KEY, requestHash: 'text', response: 'jsonb' },
  `INSERT INTO idempotency (actor_id, route, key, request_hash, response)
   VALUES (:actorId, :route, :key, :requestHash, :response)`,
);

/** Who asked for what with which key. */
export interface IdempotencyScope {
  readonly actorId: string;
  readonly route: string;
  readonly key: string;
  readonly requestHash: string;
}

/** @throws platform.idempotency_key_missing */
export function idempotencyScope(rpc: RpcContract, call: Call, input: unknown): IdempotencyScope {
  if (!call.idempotencyKey) throw platformErrors.idempotencyKeyMissing();
  return {
    actorId: call.actor.userId,
    route: rpc.subject,
    key: call.idempotencyKey,
    requestHash: hashRequest(input),
  };
}

/**
 * Runs `effect` once per Idempotency-Key: its answer is stored in its own transaction, and a repeat
 * gets the stored answer for as long as it is kept (24 hours at least). A failed call stores
 * nothing, so it may be tried again.
 *
 * @throws platform.idempotency_key_in_flight, platform.idempotency_key_reused
 */
export async function idempotent<P extends PrismaLike, T>(
  db: Db<P>,
  scope: IdempotencyScope,
  call: Call,
  effect: (tx: Tx<P>) => Promise<T>,
): Promise<T> {
  return db.tx(async (tx) => {
    const [lock] = await tx.query(LOCK, scope);
    if (!lock?.mine) throw platformErrors.idempotencyKeyInFlight();
    const [stored] = await tx.query(FIND, scope);
    if (stored) return replay<T>(stored, scope, call);
    const answer = await effect(tx);
    await tx.execute(STORE, { ...scope, response: JSON.stringify(answer) });
    return answer;
  });
}

/** What an earlier call with this key answered, or undefined. @throws …_key_reused */
export async function findStoredAnswer<T>(
  db: Pick<Db, 'query'>,
  scope: IdempotencyScope,
  call: Call,
): Promise<T | undefined> {
  const [stored] = await db.query(FIND, scope);
  return stored && replay<T>(stored, scope, call);
}

export interface StoredAnswer {
  readonly request_hash: string;
  readonly response: unknown;
}

/** The stored answer, marked as replayed. @throws platform.idempotency_key_reused */
export function replay<T>(stored: StoredAnswer, scope: IdempotencyScope, call: Call): T {
  if (stored.request_hash !== scope.requestHash) throw platformErrors.idempotencyKeyReused();
  call.replayed = true;
  return stored.response as T;
}

/** SHA-256 of the JSON with sorted keys: the same request hashes the same in any key order. */
function hashRequest(input: unknown): string {
  return createHash('sha256').update(JSON.stringify(input, sortKeys)).digest('base64url');
}

function sortKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
