import { fillText, type FieldError, type TextParams } from './field-error.ts';

/** A kind of problem. Contracts speak English; other languages are in the catalogues of `@edu/i18n`. */
export interface ProblemDefinition {
  readonly status: number;
  readonly title: string;
  /** What the caller can do about it. */
  readonly detail?: string;
  /** Default for the `Retry-After` header, seconds. */
  readonly retryAfter?: number;
}

export interface ProblemOptions {
  /** Values for `{name}` in title and detail. Sent to the client: never secrets or personal data. */
  readonly params?: TextParams;
  readonly errors?: readonly FieldError[];
  readonly retryAfter?: number;
  readonly cause?: unknown;
}

/** What crosses NATS when a call fails. The edge turns it into RFC 9457 problem+json. */
export interface WireProblem {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly params?: TextParams;
  readonly errors?: readonly FieldError[];
  readonly retryAfter?: number;
}

/** One line of a service's error table: call it to make the error to throw. */
export interface ProblemType extends ProblemDefinition {
  (options?: ProblemOptions): Problem;
  /** Stable, machine-readable: `<service>.<snake_case_name>`. */
  readonly code: string;
}

/** The only error that may reach a caller; everything else leaves as `internal`. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: string;
  readonly status: number;
  readonly params: TextParams | undefined;
  readonly errors: readonly FieldError[] | undefined;
  readonly retryAfter: number | undefined;

  constructor(wire: WireProblem, cause?: unknown) {
    super(wire.title, cause === undefined ? undefined : { cause });
    this.code = wire.code;
    this.status = wire.status;
    this.params = wire.params;
    this.errors = wire.errors;
    this.retryAfter = wire.retryAfter;
  }

  /** True when this problem is the given line of an error table. */
  is(type: ProblemType): boolean {
    return this.code === type.code;
  }

  toWire(): WireProblem {
    return {
      code: this.code,
      status: this.status,
      title: this.message,
      ...(this.params && { params: this.params }),
      ...(this.errors && { errors: this.errors }),
      ...(this.retryAfter !== undefined && { retryAfter: this.retryAfter }),
    };
  }
}

/**
 * Declares the errors of one service.
 *
 * @example
 * const bookingErrors = defineErrors('booking', {
 *   slotTaken: { status: 409, title: 'This slot is taken' },
 * });
 * throw bookingErrors.slotTaken(); // code: booking.slot_taken
 */
export function defineErrors<const T extends Record<string, ProblemDefinition>>(
  service: string,
  definitions: T,
): { readonly [K in keyof T]: ProblemType } {
  const table = Object.entries(definitions).map(([name, definition]) => {
    const code = `${service}.${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
    const make = ({ params, errors, retryAfter, cause }: ProblemOptions = {}): Problem => {
      const wait = retryAfter ?? definition.retryAfter;
      return new Problem(
        {
          code,
          status: definition.status,
          title: fillText(definition.title, params),
          ...(params && { params }),
          ...(errors && { errors }),
          ...(wait !== undefined && { retryAfter: wait }),
        },
        cause,
      );
    };
    return [name, Object.assign(make, definition, { code })];
  });
  return Object.fromEntries(table) as { readonly [K in keyof T]: ProblemType };
}

/** Errors that every route may answer; their codes start with `platform.`. */
export const platformErrors = defineErrors('platform', {
  invalidInput: {
    status: 400,
    title: 'The request is not valid',
    detail: 'Correct the listed fields.',
  },
  malformedJson: {
    status: 400,
    title: 'The body is not valid JSON',
  },
  tooDeep: {
    status: 400,
    title: 'The body is nested too deeply or has too many keys',
  },
  unauthenticated: {
    status: 401,
    title: 'Sign in to continue',
    detail: 'Send a valid access token in the Authorization header.',
  },
  stepUpRequired: {
    status: 403,
    title: 'Confirm that it is you',
    detail: 'Prove within this session, not more than {seconds} s before, that it is you.',
  },
  secondFactorRequired: {
    status: 403,
    title: 'Staff sign in with a passkey',
    detail:
      'Sign out, and sign in with your passkey. The first one is added at `/account/security` with a link from whoever runs the platform. Codes, of an app too, are not enough.',
  },
  forbidden: {
    status: 403,
    title: 'Your role does not allow this',
  },
  crossSiteRequest: {
    status: 403,
    title: 'Another site has sent this request',
    detail:
      'Do this on the pages of EduConnect. Programs send a token in the Authorization header.',
  },
  notFound: {
    status: 404,
    title: 'Not found',
  },
  methodNotAllowed: {
    status: 405,
    title: 'Nothing can be sent to this address',
    detail: 'It can only be read.',
  },
  timeout: {
    status: 504,
    title: 'The platform took too long to answer',
    detail: 'Try again; with the same Idempotency-Key nothing is done twice.',
    retryAfter: 1,
  },
  versionMismatch: {
    status: 412,
    title: 'This has changed since you looked at it',
    detail: 'Nothing was done. Look at it again before you decide.',
  },
  payloadTooLarge: {
    status: 413,
    title: 'The body is too large',
  },
  unsupportedMediaType: {
    status: 415,
    title: 'Send the body as application/json',
  },
  badRequest: {
    status: 400,
    title: 'This is no valid HTTP request',
  },
  requestTimeout: {
    status: 408,
    title: 'The request took too long to arrive',
  },
  headersTooLarge: {
    status: 431,
    title: 'The headers or the address are too long',
  },
  tooManyRequests: {
    status: 429,
    title: 'Too many requests',
    detail: 'Wait, then try again.',
    retryAfter: 60,
  },
  internal: {
    status: 500,
    title: 'Something went wrong on our side',
    detail: 'Quote the request id when you ask for help.',
  },
  unavailable: {
    status: 503,
    title: 'This part of the platform is not available right now',
    detail: 'Try again in a few seconds.',
    retryAfter: 2,
  },
  idempotencyKeyMissing: {
    status: 400,
    title: 'This request needs an Idempotency-Key header',
    detail: 'Send a fresh UUID, and the same one when you retry.',
  },
  idempotencyKeyInFlight: {
    status: 409,
    title: 'A request with this Idempotency-Key is still running',
    retryAfter: 1,
  },
  idempotencyKeyReused: {
    status: 422,
    title: 'This Idempotency-Key was used for another request',
    detail: 'Use a fresh key for a different body.',
  },
  idempotencyAnswerOutdated: {
    status: 409,
    title: 'The first answer to this Idempotency-Key cannot be given again',
    detail: 'What was asked for was done. Look at it before you ask anew with another key.',
  },
});
