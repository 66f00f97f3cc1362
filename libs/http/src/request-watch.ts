import type { Tracing } from '@edu/observability';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Gauge, Histogram, type Registry } from 'prom-client';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Stays open until somebody leaves: neither in flight nor slow. */
    stream?: boolean;
  }
}

/** What is promised in deploy/services.yaml is among them: promises are counted by bucket. */
export const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.12, 0.15, 0.2, 0.5, 1, 2.5, 5, 10];
/** For a client that left before its answer was written; nobody is sent it. */
const CLIENT_LEFT = 499;

/**
 * Watches every request: rate, errors and duration by route, how many are in flight, and the span of
 * those that are traced. To be called before the routes are made. A route is named by its template:
 * what people put into a path is never a label.
 *
 * @param nameOf the name of a route by its template, where several are one to whoever looks at them
 */
export function watchRequests(
  fastify: FastifyInstance,
  registry: Registry,
  tracing: Tracing,
  nameOf: (template: string) => string = (template) => template,
): void {
  let inFlight = 0;
  const duration = new Histogram({
    name: 'edu_http_duration_seconds',
    help: 'Requests answered, by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: REQUEST_SECONDS,
    registers: [registry],
  });
  new Gauge({
    name: 'edu_requests_in_flight',
    help: 'Requests being answered now',
    registers: [registry],
    collect() {
      this.set(inFlight);
    },
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!request.routeOptions.config.stream) {
      const startedAt = performance.now();
      inFlight++;
      // Unlike `finish` it also comes when the client leaves.
      reply.raw.once('close', () => {
        inFlight--;
        ended(request, reply, startedAt);
      });
    }
    done();
  });

  function ended(request: FastifyRequest, reply: FastifyReply, startedAt: number): void {
    const { raw } = reply;
    const route = nameOf(request.routeOptions.url ?? 'unknown');
    const method = METHODS.has(request.method) ? request.method : 'other';
    const status = raw.writableFinished ? raw.statusCode : CLIENT_LEFT;
    duration.observe({ method, route, status }, (performance.now() - startedAt) / 1_000);
    const failed = status >= 500;
    const trace = request.trace ?? (failed ? tracing.enter() : undefined);
    if (!trace || !tracing.wants(trace, failed)) return;
    tracing.record(trace, {
      kind: 'server',
      name: `${method} ${route}`,
      startedAt,
      attributes: {
        'http.request.method': method,
        'http.route': route,
        'http.response.status_code': status,
        'edu.request_id': request.id,
      },
      error: failed ? String(status) : undefined,
    });
  }
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
