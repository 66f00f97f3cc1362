import { createHash } from 'node:crypto';
import { platformErrors, type RpcContract } from '@edu/contract-kit';
import type { Call } from '@edu/messaging';
import { statement, type Db, type PrismaLike, type Tx } from './db.ts';

const LOCK = `SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS mine`;
const FIND = `
  SELECT request_hash, response FROM idempotency
  WHERE actor_id = $1::uuid AND route = $2 AND key = $3`;
const FIND_STATEMENT = statement(FIND);
const STORE = `
  INSERT INTO idempotency (actor_id, route, key, request_hash, response)
  VALUES ($1::uuid, $2, $3, $4, $5::jsonb)`;

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
  const { actorId, route, key, requestHash } = scope;
  return db.tx(async (tx) => {
    const [lock] = await tx.query<{ mine: boolean }>(LOCK, `${actorId} ${route} ${key}`);
    if (!lock?.mine) throw platformErrors.idempotencyKeyInFlight();
    const [stored] = await tx.query<StoredAnswer>(FIND, actorId, route, key);
    if (stored) return replay<T>(stored, scope, call);
    const answer = await effect(tx);
    await tx.execute(STORE, actorId, route, key, requestHash, JSON.stringify(answer));
    return answer;
  });
}

/** What an earlier call with this key answered, or undefined. @throws …_key_reused */
export async function findStoredAnswer<T>(
  db: Pick<Db, 'query'>,
  scope: IdempotencyScope,
  call: Call,
): Promise<T | undefined> {
  const { actorId, route, key } = scope;
  const [stored] = await db.query<StoredAnswer>(FIND_STATEMENT, [actorId, route, key]);
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
