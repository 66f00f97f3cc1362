import { createHash } from 'node:crypto';
import { platformErrors, tolerantOf, type RpcContract, type RpcInput } from '@edu/contract-kit';
import type { Call } from '@edu/messaging';
import type { z } from 'zod';
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

/** Parameters of a statement that stores its answer with its effect: a scope has all but the answer. */
export const ANSWER = { ...KEY, requestHash: 'text', answer: 'jsonb' } as const;

/** Stores the answer for whoever asks again with the key. @param made the CTE of what was done, with one row */
export const keepAnswer = (made: string) => `
  INSERT INTO idempotency (actor_id, route, key, request_hash, response)
  SELECT :actorId, :route, :key, :requestHash, :answer FROM ${made}`;

/** A CTE with a row where nobody has done anything with the key, or is about to. */
export const FIRST_WITH_KEY = `
  SELECT FROM (SELECT pg_try_advisory_xact_lock(
    hashtextextended(:actorId::text || ' ' || :route || ' ' || :key, 0)) AS mine) AS lock
  WHERE mine AND NOT EXISTS (SELECT FROM idempotency
    WHERE actor_id = :actorId AND route = :route AND idempotency.key = :key)`;

const STORE = statement(ANSWER, keepAnswer('(SELECT) AS done'));

/** Who asked for what with which key, and what is kept of the answer. */
export interface IdempotencyScope<A extends z.ZodType = z.ZodType> {
  readonly actorId: string;
  readonly route: string;
  readonly key: string;
  readonly requestHash: string;
  /** What is stored and given to a repeat. */
  readonly schema: A;
}

/**
 * @param schema what is stored where that is not the whole output, as of answers that hold a secret
 * @throws platform.idempotency_key_missing
 */
export function idempotencyScope<C extends RpcContract, A extends z.ZodType = C['output']>(
  rpc: C,
  call: Call,
  input: RpcInput<C>,
  schema: A = rpc.output as A,
): IdempotencyScope<A> {
  if (!call.idempotencyKey) throw platformErrors.idempotencyKeyMissing();
  return {
    actorId: call.actor.userId,
    route: rpc.subject,
    key: call.idempotencyKey,
    requestHash: hashRequest(input),
    schema,
  };
}

/**
 * Runs `effect` once per Idempotency-Key: its answer is stored in its own transaction, and a repeat
 * gets the stored answer for as long as it is kept (24 hours at least). A failed call stores
 * nothing, so it may be tried again.
 *
 * @throws platform.idempotency_key_in_flight, and what `replay` throws
 */
export async function idempotent<P extends PrismaLike, A extends z.ZodType>(
  db: Db<P>,
  scope: IdempotencyScope<A>,
  call: Call,
  effect: (tx: Tx<P>) => Promise<z.output<A>>,
): Promise<z.output<A>> {
  return db.tx(async (tx) => {
    const [lock] = await tx.query(LOCK, scope);
    if (!lock?.mine) throw platformErrors.idempotencyKeyInFlight();
    const [stored] = await tx.query(FIND, scope);
    if (stored) return replay(stored, scope, call);
    const answer = await effect(tx);
    await tx.execute(STORE, { ...scope, answer: storable(scope, answer) });
    return answer;
  });
}

/** What an earlier call with this key answered, or undefined. @throws what `replay` throws */
export async function findStoredAnswer<A extends z.ZodType>(
  db: Pick<Db, 'query'>,
  scope: IdempotencyScope<A>,
  call: Call,
): Promise<z.output<A> | undefined> {
  const [stored] = await db.query(FIND, scope);
  return stored && replay(stored, scope, call);
}

export interface StoredAnswer {
  readonly request_hash: string;
  readonly response: unknown;
}

/**
 * The JSON to store of an answer, for statements that store it with their effect.
 *
 * @throws ZodError when it is not what the contract says: our bug, which must not be kept
 */
export function storable<A extends z.ZodType>(
  { schema }: IdempotencyScope<A>,
  answer: z.output<A>,
): string {
  return JSON.stringify(schema.parse(answer));
}

/**
 * The stored answer, marked as replayed. A release since then may have added a field: one that has a
 * default is filled in, and without one the answer cannot be given again.
 *
 * @throws platform.idempotency_key_reused, platform.idempotency_answer_outdated
 */
export function replay<A extends z.ZodType>(
  stored: StoredAnswer,
  { requestHash, schema }: IdempotencyScope<A>,
  call: Call,
): z.output<A> {
  if (stored.request_hash !== requestHash) throw platformErrors.idempotencyKeyReused();
  const answer = tolerantOf(schema).safeParse(stored.response);
  if (!answer.success) throw platformErrors.idempotencyAnswerOutdated({ cause: answer.error });
  call.replayed = true;
  return answer.data;
}

/** SHA-256 of the JSON with sorted keys: the same request hashes the same in any key order. */
function hashRequest(input: unknown): string {
  return createHash('sha256').update(JSON.stringify(input, sortKeys)).digest('base64url');
}

function sortKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
