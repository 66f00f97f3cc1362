import { AsyncLocalStorage } from 'node:async_hooks';
import { DEFAULT_LOCALE, newId, platformErrors, type Actor, type Locale } from '@edu/contract-kit';
import { ANONYMOUS, userPrincipal, type Principal } from '@edu/identity';
import { TraceContext } from '@edu/observability';

/** What follows one request through every service that works on it. */
export interface CallOptions {
  readonly requestId?: string | undefined;
  /** Its place in its trace; a new trace by default. */
  readonly trace?: TraceContext | undefined;
  /** Epoch milliseconds after which nobody waits for the answer. */
  readonly deadline?: number | undefined;
  readonly actor?: Actor | undefined;
  /** The service that asks where no user does; nobody known by default. */
  readonly principal?: Principal | undefined;
  /** The access token that proves the actor; passed on to the services called. */
  readonly token?: string | undefined;
  readonly idempotencyKey?: string | undefined;
  /** The versions of which one has to be the present one; any by default. */
  readonly ifMatch?: readonly number[] | undefined;
  readonly locale?: Locale | undefined;
  /** Where the request came from: a hash of the network address, the same for all its requests. */
  readonly client?: string | undefined;
  /** What the client says it is; this and the next two go along only with calls that want it. */
  readonly userAgent?: string | undefined;
  /** The token of a device from an earlier sign-in, not checked yet. */
  readonly device?: string | undefined;
  /** Where the request came from, ISO 3166-1. */
  readonly country?: string | undefined;
}

/** Answers to a call must come within this time unless the caller said otherwise. */
export const DEFAULT_TIMEOUT_MS = 5_000;

/** One call being handled; the second argument of every `@Handle` method. */
export class Call {
  readonly requestId: string;
  readonly trace: TraceContext;
  readonly deadline: number;
  readonly token: string | undefined;
  readonly idempotencyKey: string | undefined;
  readonly ifMatch: readonly number[] | undefined;
  readonly locale: Locale;
  /** Distinguishes networks and reveals nothing else; undefined when the call came through no edge. */
  readonly client: string | undefined;
  /** What the client says it is, which may be anything. */
  readonly userAgent: string | undefined;
  /** What the client gives for the token of its device, which may be anything. */
  readonly device: string | undefined;
  /** The country that the edge takes the request to come from; undefined when nobody knows. */
  readonly country: string | undefined;
  /** Set when the answer was stored by an earlier call with the same Idempotency-Key. */
  replayed = false;
  /** On whose behalf it is done. */
  readonly principal: Principal;
  readonly #actor: Actor | undefined;

  constructor(options: CallOptions = {}) {
    this.requestId = options.requestId ?? newId();
    this.trace = options.trace ?? TraceContext.begin();
    this.deadline = options.deadline ?? Date.now() + DEFAULT_TIMEOUT_MS;
    this.token = options.token;
    this.idempotencyKey = options.idempotencyKey;
    this.ifMatch = options.ifMatch;
    this.#actor = options.actor;
    this.principal = options.actor
      ? userPrincipal(options.actor)
      : (options.principal ?? ANONYMOUS);
    this.client = options.client;
    this.userAgent = options.userAgent;
    this.device = options.device;
    this.country = options.country;
    this.locale = options.locale ?? options.actor?.locale ?? DEFAULT_LOCALE;
  }

  /** How long somebody waits for the answer still; never less than a millisecond. */
  get remainingMs(): number {
    return Math.max(1, this.deadline - Date.now());
  }

  /**
   * Refuses to change what the caller has not seen. Called with the locked row, and after a repeat had
   * its stored answer.
   *
   * @throws platform.version_mismatch
   */
  requireVersion(version: number): void {
    if (!this.ifMatch || this.ifMatch.includes(version)) return;
    throw platformErrors.versionMismatch({ params: { version } });
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
