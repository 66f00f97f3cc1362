/** Languages in which the platform answers. */
export const LOCALES = ['fr', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** A short text in every language of the platform; `{name}` is replaced by a parameter. */
export type LocalText = Readonly<Record<Locale, string>>;

/** A bad field: `pointer` is an RFC 6901 JSON pointer into the request. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
  /** Names the text, so that whoever answers can give it in the reader's language. */
  readonly code?: string;
}

export interface ProblemDefinition {
  readonly status: number;
  readonly title: LocalText;
  /** What the caller can do about it. */
  readonly detail?: LocalText;
  /** Default for the `Retry-After` header, seconds. */
  readonly retryAfter?: number;
}

export interface ProblemOptions {
  /** Values for `{name}` in title and detail. Sent to the client: never secrets or personal data. */
  readonly params?: Readonly<Record<string, string | number>>;
  readonly errors?: readonly FieldError[];
  readonly retryAfter?: number;
  readonly cause?: unknown;
}

/** What crosses NATS when a call fails. The edge turns it into RFC 9457 problem+json. */
export interface WireProblem {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly params?: Readonly<Record<string, string | number>>;
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
  readonly params: Readonly<Record<string, string | number>> | undefined;
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

/** Replaces `{name}` by its parameter; an unknown name stays visible. */
export function fillText(text: string, params: ProblemOptions['params']): string {
  if (!params) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/**
 * Declares the errors of one service.
 *
 * @example
 * const bookingErrors = defineErrors('booking', {
 *   slotTaken: { status: 409, title: { en: 'This slot is taken', fr: 'Ce créneau est pris' } },
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
          title: fillText(definition.title.en, params),
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
    title: { en: 'The request is not valid', fr: 'La requête n’est pas valide' },
    detail: { en: 'Correct the listed fields.', fr: 'Corrigez les champs indiqués.' },
  },
  malformedJson: {
    status: 400,
    title: { en: 'The body is not valid JSON', fr: 'Le corps n’est pas du JSON valide' },
  },
  tooDeep: {
    status: 400,
    title: {
      en: 'The body is nested too deeply or has too many keys',
      fr: 'Le corps est trop imbriqué ou contient trop de clés',
    },
  },
  unauthenticated: {
    status: 401,
    title: { en: 'Sign in to continue', fr: 'Connectez-vous pour continuer' },
    detail: {
      en: 'Send a valid access token in the Authorization header.',
      fr: 'Envoyez un jeton d’accès valide dans l’en-tête Authorization.',
    },
  },
  stepUpRequired: {
    status: 401,
    title: { en: 'Confirm that it is you', fr: 'Confirmez votre identité' },
    detail: {
      en: 'Prove who you are again; the last time is more than {seconds} s ago.',
      fr: 'Prouvez à nouveau votre identité ; la dernière fois remonte à plus de {seconds} s.',
    },
  },
  forbidden: {
    status: 403,
    title: {
      en: 'Your role does not allow this',
      fr: 'Votre rôle ne permet pas cette action',
    },
  },
  notFound: {
    status: 404,
    title: { en: 'Not found', fr: 'Introuvable' },
  },
  timeout: {
    status: 504,
    title: { en: 'The platform took too long to answer', fr: 'La plateforme a mis trop de temps' },
    detail: {
      en: 'Try again; with the same Idempotency-Key nothing is done twice.',
      fr: 'Réessayez ; avec la même Idempotency-Key rien n’est fait deux fois.',
    },
    retryAfter: 1,
  },
  payloadTooLarge: {
    status: 413,
    title: { en: 'The body is too large', fr: 'Le corps est trop volumineux' },
  },
  unsupportedMediaType: {
    status: 415,
    title: {
      en: 'Send the body as application/json',
      fr: 'Envoyez le corps en application/json',
    },
  },
  badRequest: {
    status: 400,
    title: { en: 'This is no valid HTTP request', fr: 'Ce n’est pas une requête HTTP valide' },
  },
  requestTimeout: {
    status: 408,
    title: {
      en: 'The request took too long to arrive',
      fr: 'La requête a mis trop de temps à arriver',
    },
  },
  headersTooLarge: {
    status: 431,
    title: {
      en: 'The headers or the address are too long',
      fr: 'Les en-têtes ou l’adresse sont trop longs',
    },
  },
  tooManyRequests: {
    status: 429,
    title: { en: 'Too many requests', fr: 'Trop de requêtes' },
    detail: { en: 'Wait, then try again.', fr: 'Patientez, puis réessayez.' },
    retryAfter: 60,
  },
  internal: {
    status: 500,
    title: {
      en: 'Something went wrong on our side',
      fr: 'Une erreur est survenue de notre côté',
    },
    detail: {
      en: 'Quote the request id when you ask for help.',
      fr: 'Indiquez l’identifiant de requête au support.',
    },
  },
  unavailable: {
    status: 503,
    title: {
      en: 'This part of the platform is not available right now',
      fr: 'Cette partie de la plateforme est momentanément indisponible',
    },
    detail: { en: 'Try again in a few seconds.', fr: 'Réessayez dans quelques secondes.' },
    retryAfter: 2,
  },
  idempotencyKeyMissing: {
    status: 400,
    title: {
      en: 'This request needs an Idempotency-Key header',
      fr: 'Cette requête exige un en-tête Idempotency-Key',
    },
    detail: {
      en: 'Send a fresh UUID, and the same one when you retry.',
      fr: 'Envoyez un UUID nouveau, et le même si vous réessayez.',
    },
  },
  idempotencyKeyInFlight: {
    status: 409,
    title: {
      en: 'A request with this Idempotency-Key is still running',
      fr: 'Une requête avec cette Idempotency-Key est en cours',
    },
    retryAfter: 1,
  },
  idempotencyKeyReused: {
    status: 422,
    title: {
      en: 'This Idempotency-Key was used for another request',
      fr: 'Cette Idempotency-Key a servi à une autre requête',
    },
    detail: {
      en: 'Use a fresh key for a different body.',
      fr: 'Utilisez une nouvelle clé pour un corps différent.',
    },
  },
});
