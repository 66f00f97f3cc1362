import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { takeFor, waitIfSlow, withholdAnswer } from '../kit/call-faults.ts';
import { alphanumericId } from '../kit/ids.ts';
import { authenticate, publicView, secretKeyRequired } from './api-keys.ts';
import { STRIPE_API_VERSION } from './events.ts';
import { FormParams, canonicalForm, parseForm } from './form-params.ts';
import { Idempotency, type SavedAnswer } from './idempotency.ts';
import { OPERATIONS, type Operation, type StripeParts } from './operations.ts';
import { StripeApiError, invalidParameter } from './stripe-error.ts';
import type { RequestOrigin, StripeFaults } from './stripe-objects.ts';

export interface ApiOptions {
  secretKey: string;
  parts: StripeParts;
  faults: StripeFaults;
  /** Aborted when the simulator closes: ends the waits of slow requests. */
  closing: AbortSignal;
}

interface Call {
  operation: Operation;
  origin: RequestOrigin & { id: string };
  params: FormParams;
  path: string;
  id: string;
  publishable: boolean;
  /** The idempotency key within its account and kind of API key, or null. */
  key: string | null;
  fingerprint: string;
}

/** Registers the routes under /v1. */
export function registerApi(server: FastifyInstance, options: ApiOptions): void {
  const idempotency = new Idempotency(options.parts.store);
  for (const operation of OPERATIONS) {
    const [method = '', url = ''] = operation.route.split(' ');
    server.route({
      method,
      url,
      handler: (request, reply) => handle({ ...options, idempotency }, operation, request, reply),
    });
  }
}

/** An error as Stripe answers it; `requestId` becomes the `request-id` header. */
export function sendStripeError(
  reply: FastifyReply,
  error: StripeApiError,
  requestId = alphanumericId('req_', 14),
): FastifyReply {
  return send(reply, requestId, error.status, JSON.stringify({ error: error.body }, null, 2));
}

function send(reply: FastifyReply, requestId: string, status: number, text: string): FastifyReply {
  return reply
    .code(status)
    .header('content-type', 'application/json')
    .header('request-id', requestId)
    .header('stripe-version', STRIPE_API_VERSION)
    .send(text);
}

function readParams(request: FastifyRequest): FormParams {
  if (request.method === 'GET') {
    const at = request.url.indexOf('?');
    return new FormParams(parseForm(at < 0 ? '' : request.url.slice(at + 1)));
  }
  const body: unknown = request.body ?? '';
  const type = request.headers['content-type'] ?? '';
  const isForm = type.startsWith('application/x-www-form-urlencoded');
  if (typeof body === 'string' && (isForm || body === '')) return new FormParams(parseForm(body));
  throw new StripeApiError(400, {
    type: 'invalid_request_error',
    message:
      'Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can help at https://support.stripe.com/.',
  });
}

function readCall(options: ApiOptions, operation: Operation, request: FastifyRequest): Call {
  const header = request.headers['idempotency-key'];
  const idempotencyKey =
    request.method === 'POST' && typeof header === 'string' && header !== '' ? header : null;
  const origin = { id: alphanumericId('req_', 14), idempotencyKey, movedMoney: false };
  const params = readParams(request);
  const kind = authenticate(request.headers.authorization, params.text('key'), options.secretKey);
  const { id = '' } = request.params as { id?: string };
  const account = request.headers['stripe-account'] ?? '';
  return {
    operation,
    origin,
    params,
    path: request.url.split('?', 1)[0] ?? '',
    id,
    publishable: kind === 'publishable',
    key: idempotencyKey === null ? null : JSON.stringify([kind, account, idempotencyKey]),
    fingerprint: canonicalForm(params.tree),
  };
}

type Handling = ApiOptions & { idempotency: Idempotency };

async function handle(
  options: Handling,
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  let requestId: string | undefined;
  try {
    const call = readCall(options, operation, request);
    requestId = call.origin.id;
    if (call.origin.idempotencyKey !== null) {
      void reply.header('idempotency-key', call.origin.idempotencyKey);
    }
    const { rateLimit429 } = options.faults.current.api;
    if (takeFor(options.faults, rateLimit429, operation.name, true)) throw rateLimited();
    if (call.key === null) return await execute(options, call, reply);
    const saved = options.idempotency.claim(call.key, call.path, call.fingerprint);
    if (saved) return replay(reply, call, saved);
    try {
      return await execute(options, call, reply);
    } finally {
      options.idempotency.release(call.key);
    }
  } catch (error) {
    if (error instanceof StripeApiError) return sendStripeError(reply, error, requestId);
    throw error;
  }
}

function replay(reply: FastifyReply, call: Call, saved: SavedAnswer): FastifyReply {
  void reply.header('idempotent-replayed', 'true').header('original-request', saved.requestId);
  if (saved.status >= 500) void reply.header('stripe-should-retry', 'false');
  return send(reply, call.origin.id, saved.status, saved.text);
}

async function execute(options: Handling, call: Call, reply: FastifyReply): Promise<FastifyReply> {
  const { faults, closing } = options;
  const { name, params, charging } = call.operation;
  call.params.allow(params);
  if (!(await waitIfSlow(faults, name, closing))) {
    throw new StripeApiError(503, { type: 'api_error', message: 'The simulator is closing.' });
  }
  const { error500BeforeCharging } = faults.current.api;
  if (takeFor(faults, error500BeforeCharging, name, charging?.(call.params) ?? false)) {
    const { saved } = error500BeforeCharging;
    const body = { type: 'api_error', message: 'An unknown error occurred.' } as const;
    keep(options, call, 500, JSON.stringify({ error: body }, null, 2), saved);
    throw new StripeApiError(500, body, saved);
  }
  const { status, text } = perform(options, call);
  if (withholdAnswer(faults, name, call.origin.movedMoney, reply)) return reply;
  return send(reply, call.origin.id, status, text);
}

/** Runs the operation with its effects and its saved answer in one transaction. */
function perform(options: Handling, call: Call): { status: number; text: string } {
  const write = (body: unknown) =>
    JSON.stringify(call.publishable ? publicView(body) : body, null, 2);
  try {
    return options.parts.store.transaction(() => {
      if (call.publishable) checkClientSecret(options, call);
      const { status, body } = call.operation.run(options.parts, call);
      const text = write(body);
      keep(options, call, status, text, true);
      return { status, text };
    });
  } catch (error) {
    if (!(error instanceof StripeApiError)) throw error;
    const text = write({ error: error.body });
    keep(options, call, error.status, text, error.saved);
    return { status: error.status, text };
  }
}

function keep(options: Handling, call: Call, status: number, text: string, saved: boolean): void {
  if (call.key === null || !saved) return;
  const answer = { status, text, requestId: call.origin.id };
  options.idempotency.save(call.key, call.path, call.fingerprint, answer);
}

function checkClientSecret(options: ApiOptions, call: Call): void {
  if (!call.operation.publishable) throw secretKeyRequired();
  const secret = call.params.text('client_secret');
  if (!secret) throw call.params.missing('client_secret');
  if (options.parts.store.find('payment_intent', call.id)?.client_secret === secret) return;
  throw invalidParameter(
    'client_secret',
    'The client_secret provided does not match any associated PaymentIntent on this account.',
    'payment_intent_invalid_parameter',
  );
}

function rateLimited(): StripeApiError {
  return new StripeApiError(429, {
    type: 'invalid_request_error',
    code: 'rate_limit',
    message:
      'Request rate limit exceeded. Learn more about rate limits here https://docs.stripe.com/rate-limits.',
  });
}
