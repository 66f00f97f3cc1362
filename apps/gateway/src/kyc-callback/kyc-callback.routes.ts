import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { API_PREFIX } from '@edu/contract-kit';
import { kycErrors, profileRpc } from '@edu/contracts-profile';
import { Edge, enforceQuotas, networkKey, RateLimiter } from '@edu/http';
import { RpcClient } from '@edu/messaging';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

export const KYC_CALLBACK_PATH = `${API_PREFIX}/kyc/callbacks/smile_id`;

const LIMIT = { max: 600, windowS: 60 };
/** A result with everything that the service knows. */
const BODY_LIMIT = 64 * 1_024;

/** What is read of it; the rest is asked for, since the signature is not over it. */
const Callback = z.object({
  PartnerParams: z.object({ job_id: z.uuid() }),
  timestamp: z.string().max(60),
  signature: z.string().max(200),
});

/** Where a service that checks identities says that it has an answer. */
@Injectable()
export class KycCallbackRoutes implements OnModuleInit {
  constructor(
    private readonly http: HttpAdapterHost,
    private readonly edge: Edge,
    private readonly limiter: RateLimiter,
    private readonly rpc: RpcClient,
  ) {}

  onModuleInit(): void {
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    fastify.post(KYC_CALLBACK_PATH, { bodyLimit: BODY_LIMIT }, (request, reply) =>
      this.receive(request, reply),
    );
  }

  private async receive(request: FastifyRequest, reply: FastifyReply) {
    const count = this.limiter.countLocal(`kyc-callback:${networkKey(request.ip)}`, LIMIT);
    enforceQuotas(reply, new Map([['network', count]]));
    const { success, data } = Callback.safeParse(request.body);
    if (!success) throw kycErrors.kycBadCallback();
    const { PartnerParams, timestamp, signature } = data;
    // It proves itself by its signature; what else it sends signs nobody in.
    delete request.headers.authorization;
    delete request.headers.cookie;
    const call = await this.edge.call(request, 'public');
    const input = { jobId: PartnerParams.job_id, timestamp, signature };
    const answer = await this.rpc.call(profileRpc.receiveKycCallback, input, { call });
    return reply.header('cache-control', 'no-store').send(answer);
  }
}
