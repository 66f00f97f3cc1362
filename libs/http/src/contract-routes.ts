import {
  platformErrors,
  REQUEST_HEADER,
  RESPONSE_HEADER,
  routerPath,
  type RpcContract,
} from '@edu/contract-kit';
import { authorize } from '@edu/identity';
import type { Call, RpcClient } from '@edu/messaging';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { cacheControl, sendTagged } from './answer-cache.ts';
import { REQUEST_DEADLINE_MS, type Edge } from './edge.ts';
import { NetworkConcurrency } from './network-concurrency.ts';
import { networkKey } from './network-key.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { varyByCaller } from './response-headers.ts';
import { compileInput } from './route-input.ts';
import { RouteLimits, type GeneralLimits } from './route-limits.ts';
import type { SessionCookies } from './session-cookies.ts';
import { SessionRoute } from './session-route.ts';
import { versionTag } from './version-tag.ts';

/** A service that does not answer leaves the edge this long to say so before its own deadline. */
const ANSWER_MARGIN_MS = 500;

export interface ContractRoutesOptions {
  readonly rpc: RpcClient;
  readonly edge: Edge;
  readonly cookies: SessionCookies;
  readonly limiter: RateLimiter;
  readonly generalLimits: GeneralLimits;
}

/**
 * Makes one route of every contract that has one. The answer's bytes pass through unparsed, but where
 * a browser's tokens become cookies: the owning service has written exactly what the contract declares.
 */
export function addContractRoutes(
  fastify: FastifyInstance,
  contracts: readonly RpcContract[],
  options: ContractRoutesOptions,
): void {
  const concurrency = new NetworkConcurrency();
  for (const rpc of contracts) {
    if (!rpc.http) continue;
    fastify.route({
      method: rpc.http.method,
      url: routerPath(rpc.http.path),
      handler: contractHandler(rpc, options, concurrency),
    });
  }
}

function contractHandler(
  rpc: RpcContract,
  { rpc: client, edge, cookies, limiter, generalLimits }: ContractRoutesOptions,
  concurrency: NetworkConcurrency,
) {
  const read = compileInput(rpc);
  const limits = new RouteLimits(rpc, limiter, generalLimits);
  const { status = 200, concurrency: atOnce, cache } = rpc.http!;
  const session = rpc.http!.session && new SessionRoute(rpc.http!.session, cookies);

  const forward = (request: FastifyRequest, call: Call, input: unknown) => {
    const ask = () =>
      client.forward(rpc, JSON.stringify(input), {
        call,
        timeoutMs: REQUEST_DEADLINE_MS - ANSWER_MARGIN_MS,
      });
    if (!atOnce) return ask();
    const key = `${rpc.service}:${networkKey(request.ip)}`;
    return concurrency.run(key, limiter.scaled(atOnce), ask);
  };

  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const call = await edge.call(request, rpc.access, rpc);
    const cookieSession = session?.inCookies(request) ? session : undefined;
    limits.checkGeneral(request, reply, call);
    authorize(rpc, call.principal, Date.now());
    if (rpc.idempotent && !call.idempotencyKey) throw platformErrors.idempotencyKeyMissing();
    const input = read({
      params: request.params as Record<string, string>,
      query: request.query as Record<string, string>,
      body: cookieSession ? cookieSession.body(request) : request.body,
    });
    const answer = await limits
      .run(request, reply, call, () => forward(request, call, input))
      .catch((error: unknown) => {
        cookieSession?.refused(reply, error);
        throw error;
      });
    if (answer.version) reply.header(RESPONSE_HEADER.etag, versionTag(answer.version));
    if (answer.replayed) reply.header(RESPONSE_HEADER.idempotencyReplayed, 'true');
    varyByCaller(reply)
      .code(status)
      .header('content-type', 'application/json; charset=utf-8')
      .header(RESPONSE_HEADER.requestId, request.id)
      .header('cache-control', cacheControl(cache, call.maybeActor ? 'private' : 'public'));
    if (cookieSession) return reply.send(cookieSession.answer(reply, answer.body));
    if (cache !== 'revalidate') return reply.send(answer.body);
    return sendTagged(reply, answer.body, request.headers[REQUEST_HEADER.ifNoneMatch]);
  };
}
