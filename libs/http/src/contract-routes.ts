import { platformErrors, type RateLimit, type RpcContract } from '@edu/contract-kit';
import { authorize } from '@edu/identity';
import type { Call, RpcClient } from '@edu/messaging';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Edge } from './edge.ts';
import { addressKey, type RateLimiter } from './rate-limiter.ts';
import { compileInput } from './route-input.ts';

export const API_PREFIX = '/api/v1';

export interface ContractRoutesOptions {
  readonly rpc: RpcClient;
  readonly edge: Edge;
  readonly limiter: RateLimiter;
  /** For callers of routes that declare no limit of their own. */
  readonly generalLimit: RateLimit;
}

/** `/bookings/{id}` as the router writes it. */
export const routerPath = (path: string) => API_PREFIX + path.replace(/\{(\w+)\}/g, ':$1');

/**
 * Makes one route of every contract that has one. The answer's bytes pass through unparsed: the
 * owning service has written exactly what the contract declares.
 */
export function addContractRoutes(
  fastify: FastifyInstance,
  contracts: readonly RpcContract[],
  options: ContractRoutesOptions,
): void {
  for (const rpc of contracts) {
    if (!rpc.http) continue;
    fastify.route({
      method: rpc.http.method,
      url: routerPath(rpc.http.path),
      handler: contractHandler(rpc, options),
    });
  }
}

function contractHandler(rpc: RpcContract, options: ContractRoutesOptions) {
  const read = compileInput(rpc);
  const status = rpc.http!.status ?? 200;
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const call = await options.edge.call(request);
    await limit(rpc, request, call, options);
    authorize(rpc, call.principal, Date.now());
    if (rpc.idempotent && !call.idempotencyKey) throw platformErrors.idempotencyKeyMissing();
    const input = read(
      {
        params: request.params as Record<string, string>,
        query: request.query as Record<string, string>,
        body: request.body,
      },
      call.locale,
    );
    const answer = await options.rpc.forward(rpc, JSON.stringify(input), {
      call,
      timeoutMs: 9_500,
    });
    if (answer.replayed) reply.header('idempotency-replayed', 'true');
    return reply
      .code(status)
      .header('content-type', 'application/json; charset=utf-8')
      .header('x-request-id', call.requestId)
      .header('cache-control', 'no-store')
      .send(answer.body);
  };
}

async function limit(
  rpc: RpcContract,
  request: FastifyRequest,
  call: Call,
  { limiter, generalLimit }: ContractRoutesOptions,
): Promise<void> {
  const caller = call.maybeActor?.userId ?? addressKey(request.ip);
  limiter.checkLocal(caller, generalLimit);
  const own = rpc.http!.limit;
  if (own) await limiter.checkShared(`${rpc.subject}:${caller}`, own);
}
