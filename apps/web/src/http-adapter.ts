import { FastifyAdapter } from '@nestjs/platform-fastify';
import { newId, REQUEST_HEADER } from '@edu/contract-kit';
import type { FastifyInstance } from 'fastify';
import type { WebConfig } from './app.config.ts';
import { PAGE_HEADERS } from './page/page-headers.ts';

/** Fastify for pages: it reads no bodies, and waits for nobody for ever. */
export function createHttpAdapter(config: WebConfig): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: 1,
    connectionTimeout: 60_000,
    requestTimeout: 10_000,
    keepAliveTimeout: 72_000,
    trustProxy: config.TRUSTED_PROXIES.length > 0 ? config.TRUSTED_PROXIES : false,
    skipMiddie: true,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    requestIdHeader: REQUEST_HEADER.requestId,
    genReqId: () => newId(),
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  fastify.removeAllContentTypeParsers();
  fastify.addHook('onRequest', (_request, reply, done) => {
    reply.headers(PAGE_HEADERS);
    done();
  });
  return adapter;
}
