import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { newId, platformErrors, REQUEST_HEADER, RESPONSE_HEADER } from '@edu/contract-kit';
import { contracts } from '@edu/contracts-registry';
import {
  answerClientError,
  badField,
  isJsonInUtf8,
  locale,
  parseJsonBody,
  ProblemCatalogue,
  SECURITY_HEADERS,
} from '@edu/http';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayConfig } from './app.config.ts';

/** Larger things go to the object storage, not through here. */
const BODY_LIMIT = 100 * 1024;
/** For the whole request. Node takes the longer of the two, so neither may be left to its default. */
const REQUEST_TIMEOUT_MS = 15_000;
const HEADERS_TIMEOUT_MS = 10_000;
/** How often Node looks for requests that take too long. */
const TIMEOUT_CHECK_MS = 5_000;

/** Fastify with bounded bodies, bounded waiting, one JSON parser and safe headers. */
export function createHttpAdapter(config: GatewayConfig): FastifyAdapter {
  const problems = new ProblemCatalogue([]);
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    // The defaults wait for ever, which is how a few slow clients hold a server.
    connectionTimeout: 60_000,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: 72_000,
    http: {
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
      // Node's own refusal has no body and none of our headers; `guardRequests` looks for it.
      requireHostHeader: false,
    },
    trustProxy: config.TRUSTED_PROXIES.length > 0 ? config.TRUSTED_PROXIES : false,
    // We have no Express middleware.
    skipMiddie: true,
    routerOptions: { maxParamLength: 200 },
    // Our own: what a caller calls its request is not for audits to rely on.
    genReqId: () => newId(),
    frameworkErrors: (_error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      // A path that cannot be decoded never reaches a route or a hook.
      reply.headers(SECURITY_HEADERS);
      problems.send(reply, badField('', 'undecodable'), locale(request));
    },
    clientErrorHandler: (error: NodeJS.ErrnoException, socket: Socket) =>
      answerClientError(problems, error, socket),
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  parseJsonOnly(fastify);
  fastify.addHook('onRequest', (_request, reply, done) => {
    reply.headers(SECURITY_HEADERS);
    done();
  });
  if (config.ALLOWED_ORIGINS.length > 0) allowOrigins(adapter, config.ALLOWED_ORIGINS);
  return adapter;
}

function parseJsonOnly(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      if (!isJsonInUtf8(request.headers['content-type'])) {
        throw platformErrors.unsupportedMediaType();
      }
      done(null, parseJsonBody(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** Methods are those of the contracts: a browser is refused whatever the answer does not name. */
function allowOrigins(adapter: FastifyAdapter, origins: readonly string[]): void {
  const rpcs = contracts.flatMap((contract) => Object.values(contract.rpc));
  adapter.enableCors({
    // A function, as a list would send foreign origins what is allowed to others.
    origin: (origin, callback) => callback(null, origin !== undefined && origins.includes(origin)),
    methods: [...new Set(['GET', 'HEAD', ...rpcs.flatMap(({ http }) => http?.method ?? [])])],
    // Sessions in cookies are for our own pages.
    allowedHeaders: Object.values(REQUEST_HEADER).filter((name) => name !== REQUEST_HEADER.session),
    exposedHeaders: Object.values(RESPONSE_HEADER),
    maxAge: 600,
  });
}
