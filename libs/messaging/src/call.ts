import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { newId, platformErrors, type Actor, type Locale } from '@edu/contract-kit';

/** What follows one request through every service that works on it. */
export interface CallOptions {
  readonly requestId?: string | undefined;
  /** W3C trace context of the caller. */
  readonly traceparent?: string | undefined;
  /** Epoch milliseconds after which nobody waits for the answer. */
  readonly deadline?: number | undefined;
  readonly actor?: Actor | undefined;
  /** The access token that proves the actor; passed on to the services called. */
  readonly token?: string | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly locale?: Locale | undefined;
}

/** Answers to a call must come within this time unless the caller said otherwise. */
export const DEFAULT_TIMEOUT_MS = 5_000;

/** One call being handled; the second argument of every `@Handle` method. */
export class Call {
  readonly requestId: string;
  readonly traceparent: string;
  readonly deadline: number;
  readonly token: string | undefined;
  readonly idempotencyKey: string | undefined;
  readonly locale: Locale;
  /** Set when the answer was stored by an earlier call with the same Idempotency-Key. */
  replayed = false;
  readonly #actor: Actor | undefined;

  constructor(options: CallOptions = {}) {
    this.requestId = options.requestId ?? newId();
    this.traceparent = childTraceparent(options.traceparent);
    this.deadline = options.deadline ?? Date.now() + DEFAULT_TIMEOUT_MS;
    this.token = options.token;
    this.idempotencyKey = options.idempotencyKey;
    this.#actor = options.actor;
    this.locale = options.locale ?? options.actor?.locale ?? 'fr';
  }

  /** The signed-in user. @throws platform.unauthenticated when nobody is signed in */
  get actor(): Actor {
    if (!this.#actor) throw platformErrors.unauthenticated();
    return this.#actor;
  }

  /** The signed-in user, or undefined. */
  get maybeActor(): Actor | undefined {
    return this.#actor;
  }

  get traceId(): string {
    return this.traceparent.slice(3, 35);
  }
}

const storage = new AsyncLocalStorage<Call>();

/** Runs `fn` so that logs, calls and events inside it belong to `call`. */
export function runCall<T>(call: Call, fn: () => T): T {
  return storage.run(call, fn);
}

/** The call being handled here, if any. */
export function currentCall(): Call | undefined {
  return storage.getStore();
}

const TRACEPARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})$/;

/** A new span under the caller's trace, or a new trace. Source: W3C Trace Context level 2. */
function childTraceparent(parent: string | undefined): string {
  const bytes = randomBytes(24).toString('hex');
  const [, traceId, flags] = (parent && TRACEPARENT.exec(parent)) || [];
  return `00-${traceId ?? bytes.slice(16)}-${bytes.slice(0, 16)}-${flags ?? '01'}`;
}
