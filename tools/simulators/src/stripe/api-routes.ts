import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { alphanumericId } from '../storage/ids.ts';
import { authenticate, publicView, secretKeyRequired } from './api-keys.ts';
import { STRIPE_API_VERSION } from './events.ts';
import type { RequestOrigin } from './events.ts';
import { expand } from './expansions.ts';
import { FormParams, canonicalForm, parseForm } from './form-params.ts';
import type { Idempotency, SavedAnswer } from './idempotency.ts';
import { OPERATIONS } from './operations.ts';
import type { Operation, StripeParts } from './operations.ts';
import { StripeApiError, invalidParameter } from './stripe-error.ts';
import type { StripeFaults } from './stripe-faults.ts';

export interface ApiOptions {
  secretKey: string;
  parts: StripeParts;
  faults: StripeFaults;
  idempotency: Idempotency;
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
  for (const operation of OPERATIONS) {
    server.route({
      method: operation.method,
      url: operation.path,
      handler: (request, reply) => handle(options, operation, request, reply),
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
  const publishable = kind === 'publishable';
  const { id = '' } = request.params as { id?: string };
  const path = request.url.split('?', 1)[0] ?? '';
  const account = request.headers['stripe-account'] ?? '';
  return {
    operation,
    origin,
    params,
    path,
    id,
    publishable,
    key: idempotencyKey === null ? null : JSON.stringify([kind, account, idempotencyKey]),
    fingerprint: canonicalForm(params.tree),
  };
}

async function handle(
  options: ApiOptions,
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
    if (options.faults.take(options.faults.current.api.rateLimit429)) throw rateLimited();
    if (operation.method !== 'POST' || call.key === null)
      return await execute(options, call, reply);
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

async function execute(
  options: ApiOptions,
  call: Call,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { faults, closing } = options;
  const { slow, error500BeforeCharging, timeoutAfterCharging } = faults.current.api;
  call.params.allow(call.operation.params);
  const charging = call.operation.charging?.(call.params) ?? false;
  const { name } = call.operation;
  if (faults.takeFor(slow, name, true)) await waitOr503(slow.ms, faults.ended, closing);
  if (faults.takeFor(error500BeforeCharging, name, charging)) {
    const error = serverError(error500BeforeCharging.saved);
    keep(options, call, error.status, JSON.stringify({ error: error.body }, null, 2), error.saved);
    throw error;
  }
  const { status, text } = perform(options, call);
  if (faults.takeFor(timeoutAfterCharging, name, call.origin.movedMoney)) {
    void reply.hijack();
    if (timeoutAfterCharging.mode === 'destroy') reply.raw.destroy();
    return reply;
  }
  return send(reply, call.origin.id, status, text);
}

/** Waits until `ended` at most; a simulator that closes meanwhile refuses, with nothing done. */
async function waitOr503(
  milliseconds: number,
  ended: AbortSignal,
  closing: AbortSignal,
): Promise<void> {
  const signal = AbortSignal.any([ended, closing]);
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
  if (!closing.aborted) return;
  throw new StripeApiError(503, { type: 'api_error', message: 'The simulator is closing.' });
}

/** Runs the operation with its effects and its saved answer in one transaction. */
function perform(options: ApiOptions, call: Call): { status: number; text: string } {
  const { store } = options.parts;
  try {
    return store.transaction(() => {
      if (call.publishable) checkClientSecret(options, call);
      const { status, body } = call.operation.run(options.parts, call);
      const copy: unknown = structuredClone(body);
      expand(store, copy, call.params.list('expand'));
      const text = JSON.stringify(call.publishable ? publicView(copy) : copy, null, 2);
      keep(options, call, status, text, true);
      return { status, text };
    });
  } catch (error) {
    if (!(error instanceof StripeApiError)) throw error;
    const body = { error: error.body };
    const text = JSON.stringify(call.publishable ? publicView(body) : body, null, 2);
    keep(options, call, error.status, text, error.saved);
    return { status: error.status, text };
  }
}

function keep(options: ApiOptions, call: Call, status: number, text: string, saved: boolean): void {
  if (call.key === null || call.operation.method !== 'POST' || !saved) return;
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

function serverError(saved: boolean): StripeApiError {
  const message = 'An unknown error occurred.';
  return new StripeApiError(500, { type: 'api_error', message }, saved);
}
