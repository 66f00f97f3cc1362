import { Problem, type RateLimit, type RpcContract } from '@edu/contract-kit';
import type { Call } from '@edu/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { networkKey } from './network-key.ts';
import { announceQuotas, enforceQuotas } from './quota-headers.ts';
import type { Quota, RateLimiter, Window } from './rate-limiter.ts';

/** For callers of all routes together, counted by each gateway for itself. */
export interface GeneralLimits {
  /** Of public routes: many people may be behind one network. */
  readonly network: Window;
  readonly user: Window;
}

interface Counter {
  readonly key: string;
  readonly limit: RateLimit;
  /** Of the policy, as the caller reads it. */
  readonly name: string;
  /** Whether no gateway may let a single one more pass: what many accounts could multiply, and guesses. */
  readonly isStrict: boolean;
}

/** The limits of one route. */
export class RouteLimits {
  readonly #rpc: RpcContract;
  readonly #limiter: RateLimiter;
  readonly #general: GeneralLimits;
  readonly #own: readonly RateLimit[];

  constructor(rpc: RpcContract, limiter: RateLimiter, general: GeneralLimits) {
    this.#rpc = rpc;
    this.#limiter = limiter;
    this.#general = general;
    this.#own = [rpc.http?.limit ?? []].flat();
  }

  /**
   * Public routes always count the network: an account costs nothing, so a token must not open a new
   * account of requests. Whoever is signed in is counted too.
   *
   * @throws platform.too_many_requests
   */
  checkGeneral(request: FastifyRequest, reply: FastifyReply, call: Call): void {
    const quotas = new Map<string, Quota>();
    const user = call.maybeActor?.userId;
    if (this.#rpc.access === 'public') {
      const key = `network:${networkKey(request.ip)}`;
      quotas.set('network', this.#limiter.countLocal(key, this.#general.network));
    }
    if (user) quotas.set('user', this.#limiter.countLocal(`user:${user}`, this.#general.user));
    enforceQuotas(reply, quotas);
  }

  /**
   * Counts the call before it is made, so that a burst of guesses cannot outrun the count; what only
   * counts failures is taken back when it was none.
   *
   * @throws platform.too_many_requests, and what `task` throws
   */
  async run<T>(
    request: FastifyRequest,
    reply: FastifyReply,
    call: Call,
    task: () => Promise<T>,
  ): Promise<T> {
    if (this.#own.length === 0) return task();
    const counters = this.#own.flatMap((limit) => this.#counters(limit, request, call));
    const quotas = new Map<string, Quota>();
    await Promise.all(
      counters.map(async ({ key, limit, name, isStrict }) => {
        const quota = isStrict
          ? await this.#limiter.countShared(key, limit)
          : this.#limiter.countSoon(key, limit);
        quotas.set(name, quota);
      }),
    );
    enforceQuotas(reply, quotas);
    try {
      const answer = await task();
      this.#takeBack(counters, quotas);
      return answer;
    } catch (error) {
      if (!isCallersFault(error)) this.#takeBack(counters, quotas);
      throw error;
    } finally {
      announceQuotas(reply, quotas);
    }
  }

  #counters(limit: RateLimit, { ip }: FastifyRequest, call: Call): Counter[] {
    const { subject, access } = this.#rpc;
    const kind = limit.counts === 'failures' ? ':failures' : '';
    const name = limit.counts === 'failures' ? '-failures' : '';
    const by = limit.by ?? (access === 'public' ? 'network' : 'user');
    const user = call.maybeActor?.userId;
    const counter = (who: 'network' | 'user', id: string) => ({
      key: `${subject}${kind}:${who}:${id}`,
      limit,
      name: `${who}${name}`,
      isStrict: who === 'network' || limit.counts === 'failures',
    });
    return [
      ...(by === 'network' || !user ? [counter('network', networkKey(ip))] : []),
      // On a public route somebody who is signed in may change networks and stays one caller.
      ...(user && (by === 'user' || access === 'public') ? [counter('user', user)] : []),
    ];
  }

  #takeBack(counters: readonly Counter[], quotas: Map<string, Quota>): void {
    for (const { key, limit, name } of counters) {
      if (limit.counts !== 'failures') continue;
      this.#limiter.takeBack(key, limit);
      const quota = quotas.get(name)!;
      quotas.set(name, { ...quota, left: quota.left + 1 });
    }
  }
}

const isCallersFault = (error: unknown) =>
  error instanceof Problem && error.status >= 400 && error.status < 500;
