import { FastifyAdapter } from '@nestjs/platform-fastify';
import { locale, parseJsonBody, ProblemCatalogue, requestId } from '@edu/http';
import { platformErrors } from '@edu/contract-kit';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayConfig } from './app.config.ts';

/** Larger things go to the object storage, not through here. */
const BODY_LIMIT = 100 * 1024;

/** Sent with every answer; pages add their own content security policy. */
const SECURITY_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

/** Fastify with bounded bodies, bounded waiting, one JSON parser and safe headers. */
export function createHttpAdapter(config: GatewayConfig): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    // The defaults wait for ever, which is how a few slow clients hold a server.
    connectionTimeout: 60_000,
    requestTimeout: 15_000,
    keepAliveTimeout: 72_000,
    trustProxy: config.TRUSTED_PROXIES.length > 0 ? config.TRUSTED_PROXIES : false,
    exposeHeadRoutes: false,
    // We have no Express middleware.
    skipMiddie: true,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: answerUndecodablePath,
  });
  const fastify = adapter.getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    (_request, body, done) => {
      try {
        done(null, body === '' ? undefined : parseJsonBody(body as string));
      } catch (error) {
        done(error as Error);
      }
    },
  );
  fastify.addHook('onRequest', (_request, reply, done) => {
    reply.headers(SECURITY_HEADERS);
    done();
  });
  if (config.ALLOWED_ORIGINS.length > 0) {
    adapter.enableCors({
      origin: config.ALLOWED_ORIGINS,
      allowedHeaders: ['authorization', 'content-type', 'idempotency-key', 'accept-language'],
      exposedHeaders: ['x-request-id', 'idempotency-replayed', 'retry-after'],
      maxAge: 600,
    });
  }
  return adapter;
}

/** A path that cannot be decoded never reaches a route, so Fastify asks here. */
function answerUndecodablePath(
  _error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  new ProblemCatalogue([]).send(
    reply,
    platformErrors.invalidInput({ errors: [{ pointer: '', detail: 'undecodable path' }] }),
    locale(request),
    requestId(request),
  );
}
