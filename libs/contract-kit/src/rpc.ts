import type { z } from 'zod';
import type { ProblemType } from './problem.ts';
import type { Role } from './roles.ts';

/**
 * Who may call, checked by the owning service and again at the edge. Services calling each other
 * without a user use `service`; such calls have no route.
 */
export type Access = 'public' | 'user' | 'service' | readonly Role[];

/**
 * Whose the thing is that a call is about: nobody's in particular (`none`), the actor's own by their token
 * alone (`self`), or the one that a field of the input names.
 */
export type ResourceScope =
  | 'none'
  | 'self'
  | {
      /** As in `booking`. */
      readonly of: string;
      /** The field of the input that has its id. */
      readonly id: string;
      readonly whose: 'anyone';
    }
  | {
      readonly of: string;
      readonly id: string;
      /** Of another's, with `own`, nothing is found; one's own, with `others`, is refused. */
      readonly whose: 'own' | 'others';
      /** With `own`: a parent may do it with their child's as well. */
      readonly ofChildToo?: boolean;
      /** How the wrong one is answered: one of the call's errors. */
      readonly otherwise: ProblemType;
    };

export interface HttpBinding {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`; `{name}` takes the field `name` of the input from the path. */
  readonly path: string;
  /** Status of a success, 200 by default. */
  readonly status?: number;
  /** How often a caller may ask, beside the general limits of the gateway. */
  readonly limit?: RateLimit | readonly RateLimit[];
  /** How many calls of one network are worked on at once; more wait a moment for their turn. */
  readonly concurrency?: number;
  /**
   * What callers may keep of the answer. Every public GET says it, and its answer is the same for
   * everybody; of all others nothing is stored.
   */
  readonly cache?: CacheRule;
  /** For what gives or ends a sign-in session: browsers may have its tokens as cookies. */
  readonly session?: SessionBinding;
}

/**
 * What a route does to a sign-in session. `open` and `renew` answer `accessToken`, `refreshToken` and
 * `expiresIn`, `prove` the first and the last; a browser that wants cookies gets `answer`, the fields
 * that are no token. `renew` and `end` take their `refreshToken` from the cookie where the body has none.
 */
export type SessionBinding =
  | { readonly does: 'open' | 'renew' | 'prove'; readonly answer: z.ZodObject }
  | { readonly does: 'end' };

/** `revalidate`: kept, and asked about each time; what has not changed is not sent again. */
export type CacheRule =
  | 'revalidate'
  | {
      /** How long it is given without asking. */
      readonly maxAgeS: number;
      /** How long after that an old answer may be given while a new one is fetched. */
      readonly staleS?: number;
    };

/** `max` calls per `windowS` seconds; shared by all gateways through Redis. */
export interface RateLimit {
  readonly max: number;
  readonly windowS: number;
  /**
   * Who is counted. A `network` is an IPv4 address or an IPv6 /48: many people may be behind it, and
   * an account costs an attacker nothing, so this is the default of public calls. The others
   * count the `user`.
   */
  readonly by?: 'network' | 'user';
  /** `failures`: only calls that were answered 4xx, for what can be guessed. All by default. */
  readonly counts?: 'all' | 'failures';
}

export interface RpcOptions<I extends z.ZodType, O extends z.ZodType> {
  readonly summary: string;
  readonly description?: string;
  /** A strict object: unknown fields are refused. */
  readonly input: I;
  /** Undeclared fields never leave the service. */
  readonly output: O;
  readonly errors?: readonly ProblemType[];
  readonly access?: Access;
  /** Said by all but the calls between services. */
  readonly resource?: ResourceScope;
  /**
   * The user must have proved again, within this session and so many seconds, that it is them: a
   * token alone does not do, nor a fresh sign-in.
   */
  readonly stepUp?: number;
  /** The caller must send an Idempotency-Key, and the handler must honour it. */
  readonly idempotent?: boolean;
  /**
   * The answer has a `version` that grows with each change of what it shows, and is its `ETag`. With
   * `checked` the handler also honours an `If-Match`: see `Call.requireVersion`.
   */
  readonly version?: 'given' | 'checked';
  /**
   * The handler gets what is known of where the call comes from: what the client says it is, its
   * device and its country, which are sent along for no other call.
   */
  readonly origin?: boolean;
  readonly http?: HttpBinding;
}

export interface RpcContract<
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
> extends RpcOptions<I, O> {
  readonly subject: string;
  /** The owning service; also the queue group. */
  readonly service: string;
  readonly access: Access;
  readonly errors: readonly ProblemType[];
  readonly idempotent: boolean;
}

/** What a caller sends (defaults not yet filled in). */
export type RpcArgs<C extends RpcContract> = z.input<C['input']>;
/** What a handler receives. */
export type RpcInput<C extends RpcContract> = z.output<C['input']>;
/** What a handler returns and a caller gets. */
export type RpcOutput<C extends RpcContract> = z.output<C['output']>;

const SUBJECT = /^rpc\.([a-z][a-z0-9-]*)\.[a-z][a-z0-9_]*\.v[1-9]\d*$/;

/** Declares a call: `rpc.<service>.<verb_noun>.v<n>`. */
export function defineRpc<I extends z.ZodType, O extends z.ZodType>(
  subject: string,
  options: RpcOptions<I, O>,
): RpcContract<I, O> {
  const service = SUBJECT.exec(subject)?.[1];
  if (!service) throw new TypeError(`${subject} is not rpc.<service>.<verb_noun>.v<n>`);
  if (options.http && options.access === undefined) {
    throw new TypeError(`${subject} has a route, so it must say who has access`);
  }
  if (options.version && !hasVersion(options.output)) {
    throw new TypeError(`${subject} answers no version`);
  }
  const isKeepable = options.access === 'public' && options.http?.method === 'GET';
  if (options.http && isKeepable !== (options.http.cache !== undefined)) {
    throw new TypeError(
      `${subject} must say what may be kept if it is a public GET, and only then`,
    );
  }
  return Object.freeze({
    ...options,
    subject,
    service,
    access: options.access ?? 'service',
    errors: options.errors ?? [],
    idempotent: options.idempotent ?? false,
  });
}

function hasVersion(output: z.ZodType): boolean {
  const { shape } = output as { shape?: Readonly<Record<string, unknown>> };
  return shape?.['version'] !== undefined;
}
