import { platformErrors, Problem, RESPONSE_HEADER } from '@edu/contract-kit';
import { type Edge, enforceQuotas, networkKey, type RateLimiter } from '@edu/http';
import type { Call } from '@edu/messaging';
import { Semaphore } from '@edu/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** High: a server that sends many webhooks after an outage must get through. */
const LIMIT = { max: 30_000, windowS: 60 };
/** For what turned out to be none. */
const FAILURE_LIMIT = { max: 100, windowS: 60 };
/** Bodies on their way to the service, and bodies that wait to go: 72 × 64 KB at most. */
const IN_FLIGHT = { limit: 8, maxWaiting: 64, timeoutMs: 5_000 };

export interface RawWebhook<R extends FastifyRequest> {
  /** Counts callers apart from those of other webhooks. */
  readonly name: string;
  readonly paths: readonly string[];
  /** Those of them where servers may also use PUT. */
  readonly putPaths?: readonly string[];
  readonly maxBytes: number;
  /** Refuses what cannot be one by its headers alone; throws a Problem. */
  readonly check: (request: R) => void;
  /** Hands its input on, as JSON. */
  readonly forward: (input: string, call: Call) => Promise<{ readonly body: Uint8Array }>;
  /** Input of that call. */
  readonly input: (request: R, body: Buffer) => object;
}

interface Ways {
  readonly edge: Edge;
  readonly limiter: RateLimiter;
}

/**
 * Opens routes where a server reports what it signs. The bytes go on as they came: signatures are over
 * bytes. Whatever cannot be a webhook is refused before its body is read, and what is carried is
 * bounded, for anybody may call.
 */
export function openRawWebhook<R extends FastifyRequest>(
  fastify: FastifyInstance,
  { edge, limiter }: Ways,
  webhook: RawWebhook<R>,
): void {
  const { name, paths, putPaths = [], maxBytes } = webhook;
  const inFlight = new Semaphore({
    ...IN_FLIGHT,
    refusal: () => platformErrors.unavailable({ retryAfter: 5 }),
  });
  const countFailure = ({ ip }: FastifyRequest, error: unknown) => {
    if (!(error instanceof Problem) || error.status >= 500) return;
    limiter.countLocal(`${name}-failure:${networkKey(ip)}`, FAILURE_LIMIT);
  };

  const check = (request: R, reply: FastifyReply) => {
    const network = networkKey(request.ip);
    enforceQuotas(
      reply,
      new Map([
        ['network', limiter.countLocal(`${name}:${network}`, LIMIT)],
        ['network-failures', limiter.peekLocal(`${name}-failure:${network}`, FAILURE_LIMIT)],
      ]),
    );
    try {
      webhook.check(request);
    } catch (error) {
      countFailure(request, error);
      throw error;
    }
  };

  const receive = async (request: R, reply: FastifyReply) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const input = JSON.stringify(webhook.input(request, body));
    // Its server proves itself by the signature; what else it sends signs nobody in.
    delete request.headers.authorization;
    delete request.headers.cookie;
    const call = await edge.call(request, 'public');
    const answer = await inFlight
      .run(() => webhook.forward(input, call))
      .catch((error: unknown) => {
        countFailure(request, error);
        throw error;
      });
    return reply
      .header('content-type', 'application/json; charset=utf-8')
      .header('cache-control', 'no-store')
      .header(RESPONSE_HEADER.requestId, request.id)
      .send(answer.body);
  };

  void fastify.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) =>
      parsed(null, body),
    );
    scope.addHook('onRequest', (request, reply, checked) => {
      try {
        check(request as R, reply);
        checked();
      } catch (error) {
        checked(error as Error);
      }
    });
    for (const url of paths) {
      const method = putPaths.includes(url) ? ['POST', 'PUT'] : 'POST';
      const handler = (request: FastifyRequest, reply: FastifyReply) =>
        receive(request as R, reply);
      scope.route({ method, url, bodyLimit: maxBytes, handler });
    }
    done();
  });
}
