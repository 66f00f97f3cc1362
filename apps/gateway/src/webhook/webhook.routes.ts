import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { paymentRpc } from '@edu/contracts-payment';
import { addressKey, API_PREFIX, Edge, RateLimiter } from '@edu/http';
import { RpcClient } from '@edu/messaging';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** In base64 it must fit into one NATS message of 1 MiB. */
const BODY_LIMIT = 700 * 1024;
/** Generous: a psp that sends a storm after an outage must get through. */
const LIMIT = { max: 30_000, windowS: 60 };
/** Headers that carry nothing a psp signs, or secrets of other doors. */
const NOT_FORWARDED = new Set(['authorization', 'cookie', 'host', 'connection', 'content-length']);

/** Where psps report. The bytes go on as they came: signatures are over bytes. */
@Injectable()
export class WebhookRoutes implements OnModuleInit {
  constructor(
    private readonly http: HttpAdapterHost,
    private readonly edge: Edge,
    private readonly limiter: RateLimiter,
    private readonly rpc: RpcClient,
  ) {}

  onModuleInit(): void {
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    void fastify.register((scope, _options, done) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser(
        '*',
        { parseAs: 'buffer', bodyLimit: BODY_LIMIT },
        (_request, body, parsed) => parsed(null, body),
      );
      const options = { bodyLimit: BODY_LIMIT };
      scope.post(`${API_PREFIX}/payments/webhooks`, options, (request, reply) =>
        this.receive('stripe', request, reply),
      );
      scope.post<{ Params: { psp: string } }>(
        `${API_PREFIX}/payments/webhooks/:psp`,
        options,
        (request, reply) => this.receive(request.params.psp, request, reply),
      );
      done();
    });
  }

  private async receive(psp: string, request: FastifyRequest, reply: FastifyReply) {
    this.limiter.checkLocal(`webhook:${addressKey(request.ip)}`, LIMIT);
    const call = await this.edge.call(withoutAuthorization(request));
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const input = { psp, body: body.toString('base64'), headers: forwarded(request) };
    const answer = await this.rpc.forward(paymentRpc.receiveWebhook, JSON.stringify(input), {
      call,
    });
    return reply.header('content-type', 'application/json').send(answer.body);
  }
}

/** Psps prove themselves by signature; an Authorization header of theirs is not a user. */
function withoutAuthorization(request: FastifyRequest): FastifyRequest {
  delete request.headers.authorization;
  return request;
}

function forwarded(request: FastifyRequest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === 'string' && !NOT_FORWARDED.has(name) ? [[name, value]] : [],
    ),
  );
}
