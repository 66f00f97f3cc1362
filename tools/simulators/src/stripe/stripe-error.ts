/** Stripe's error types, https://docs.stripe.com/api/errors. */
export type StripeErrorType =
  'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';

/** The `error` member of a Stripe error answer. */
export interface StripeErrorBody {
  type: StripeErrorType;
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
  charge?: string;
  doc_url?: string;
  payment_intent?: unknown;
  payment_method?: unknown;
}

/**
 * A refusal in Stripe's format. `saved` says whether the answer is kept under the request's
 * idempotency key: Stripe keeps what an endpoint answered once it ran, and nothing for requests
 * refused before that (bad parameters, authentication, rate limit, a key in use).
 */
export class StripeApiError extends Error {
  readonly status: number;
  readonly body: StripeErrorBody;
  readonly saved: boolean;

  constructor(status: number, body: StripeErrorBody, saved = false) {
    super(body.message);
    this.status = status;
    this.body = {
      ...body,
      ...(body.code && { doc_url: `https://stripe.com/docs/error-codes/${toSlug(body.code)}` }),
    };
    this.saved = saved;
  }
}

function toSlug(code: string): string {
  return code.replaceAll('_', '-');
}

/** 400 for a parameter that is missing, malformed or unknown. */
export function invalidParameter(param: string, message: string, code?: string): StripeApiError {
  return new StripeApiError(400, {
    type: 'invalid_request_error',
    message,
    param,
    ...(code && { code }),
  });
}

/** 404 (400 when the id came in a parameter) for an object that does not exist. */
export function noSuch(noun: string, id: string, param: string, status = 400): StripeApiError {
  return new StripeApiError(status, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${noun}: '${id}'`,
    param,
  });
}

/** 400 for an action the object's present status does not allow. */
export function unexpectedState(code: string, message: string, intent?: unknown): StripeApiError {
  return new StripeApiError(
    400,
    {
      type: 'invalid_request_error',
      code,
      message,
      ...(intent !== undefined && { payment_intent: intent }),
    },
    true,
  );
}
