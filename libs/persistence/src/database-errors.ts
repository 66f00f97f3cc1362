import { platformErrors, type Problem } from '@edu/contract-kit';
import { DatabaseError } from 'pg';

/** SQLSTATEs that services decide on. Source: PostgreSQL documentation, appendix A. */
export const SQLSTATE = {
  uniqueViolation: '23505',
  foreignKeyViolation: '23503',
  checkViolation: '23514',
  exclusionViolation: '23P01',
  deadlock: '40P01',
  serializationFailure: '40001',
  lockNotAvailable: '55P03',
} as const;

interface Layered {
  code?: unknown;
  cause?: unknown;
  meta?: { driverAdapterError?: { cause?: { originalCode?: string; kind?: string } } };
}

/** The SQLSTATE of an error of `pg` or of Prisma, or undefined for any other error. */
export function sqlState(error: unknown): string | undefined {
  for (let layer = error as Layered | undefined; layer; layer = layer.cause as Layered) {
    const original = layer.meta?.driverAdapterError?.cause?.originalCode;
    if (original) return original;
    const { code } = layer;
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^P\d{4}$/.test(code)) {
      return code;
    }
    const { originalCode } = layer as { originalCode?: unknown };
    if (typeof originalCode === 'string') return originalCode;
    // Prisma names the two that matter with codes of its own.
    if (code === 'P2002') return SQLSTATE.uniqueViolation;
    if (code === 'P2003') return SQLSTATE.foreignKeyViolation;
  }
  return undefined;
}

/**
 * What a caller may know of a database error: a value that PostgreSQL cannot store is the caller's
 * fault, a database that is down or too slow is unavailable; the rest stays internal.
 */
export function databaseProblem(error: unknown): Problem | undefined {
  const state = sqlState(error);
  if (state?.startsWith('22')) return platformErrors.invalidInput({ cause: error });
  if (state === '57014' || isLate(error)) return platformErrors.timeout({ cause: error });
  if (state && /^(08|53|57P|25006|25P0[345])/.test(state))
    return platformErrors.unavailable({ cause: error });
  if (isRetryable(error)) return platformErrors.unavailable({ retryAfter: 1, cause: error });
  if (isConnectionFailure(error)) return platformErrors.unavailable({ cause: error });
  return undefined;
}

/** True when PostgreSQL said no to a statement and goes on serving its connection. */
export function isRefusal(error: unknown): boolean {
  return error instanceof DatabaseError && error.severity === 'ERROR';
}

/** True when the same transaction may succeed if it is tried again. */
export function isRetryable(error: unknown): boolean {
  const state = sqlState(error);
  return (
    state === SQLSTATE.deadlock ||
    state === SQLSTATE.serializationFailure ||
    state === SQLSTATE.lockNotAvailable
  );
}

/** True when PostgreSQL gave no answer in time: what it did is not known. */
export function isLate(error: unknown): boolean {
  return says(error, /Query read timeout/);
}

/** True when a connection or an answer took too long, not when it was refused. */
export function isSlow(error: unknown): boolean {
  return says(error, /timeout/i);
}

/** Whether the error, or one that caused it, has such a message. */
function says(error: unknown, text: RegExp): boolean {
  for (let layer = error as Layered | undefined; layer; layer = layer.cause as Layered) {
    if (layer instanceof Error && text.test(layer.message)) return true;
  }
  return false;
}

function isConnectionFailure(error: unknown): boolean {
  for (let layer = error as Layered | undefined; layer; layer = layer.cause as Layered) {
    const { code, meta } = layer;
    const message = layer instanceof Error ? layer.message : '';
    if (
      /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|P1001|P1002|P1008|P1017|P2024|P2028)$/.test(
        String(code),
      )
    ) {
      return true;
    }
    // A statement of our own has one code of Prisma's for all of them, P2010.
    const { kind = '' } = meta?.driverAdapterError?.cause ?? {};
    if (/^(DatabaseNotReachable|ConnectionClosed|SocketTimeout)$/.test(kind)) return true;
    if (
      /connection (terminated|timeout|error)|exceeded when trying to connect|not queryable/i.test(
        message,
      )
    ) {
      return true;
    }
  }
  return false;
}

/** Why PostgreSQL at this address cannot be used, and what to do: one line for people. */
export function connectFailure(error: unknown, { host, username, pathname }: URL): string {
  const state = sqlState(error);
  if (state === '28P01' || state === '28000') {
    return `PostgreSQL at ${host} refuses the user ${username} or its password; correct them`;
  }
  if (state === '3D000') {
    return `PostgreSQL at ${host} has no database ${pathname.slice(1)}; run the migrations first: npm run migrate`;
  }
  if (state && !/^(08|53|57P)/.test(state)) {
    return `PostgreSQL at ${host} does not let ${username} in (${state}); correct the address or the grants`;
  }
  return `no PostgreSQL server answers at ${host}; start it or correct the address`;
}
