import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { REQUEST_HEADER } from '@edu/contract-kit';
import { watchRequests } from '@edu/http';
import { Tracing } from '@edu/observability';
import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { ASSETS_PREFIX } from './assets.ts';

/** Each of the browser's files has a route, whose name changes with every build. */
const nameOf = (route: string) => (route.startsWith(ASSETS_PREFIX) ? `${ASSETS_PREFIX}*` : route);

/** Watches the requests for pages and files, from its constructor on: no route is made before. */
@Injectable()
export class RequestMetrics {
  constructor(http: HttpAdapterHost, registry: Registry, tracing: Tracing) {
    const fastify = http.httpAdapter.getInstance<FastifyInstance>();
    watchRequests(fastify, registry, tracing, nameOf);
    fastify.addHook('onRequest', (request, _reply, done) => {
      const parent = request.headers[REQUEST_HEADER.traceparent];
      request.trace = tracing.enter(typeof parent === 'string' ? parent : undefined);
      done();
    });
  }
}
