import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { API_PREFIX, platformErrors, Problem, RESPONSE_HEADER } from '@edu/contract-kit';
import { paymentErrors, paymentRpc, pspWebhooks, type PspWebhook } from '@edu/contracts-payment';
import { Edge, enforceQuotas, networkKey, RateLimiter, requestHeader } from '@edu/http';
import { RpcClient } from '@edu/messaging';
import { Semaphore } from '@edu/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const BODY_LIMIT = Math.max(...[...pspWebhooks.values()].map(({ maxBytes }) => maxBytes));
/** High: a psp that sends many webhooks after an outage must get through. */
const LIMIT = { max: 30_000, windowS: 60 };
/** For what turned out to be no psp's. */
const FAILURE_LIMIT = { max: 100, windowS: 60 };
/** Bodies on their way to the payment service, and bodies that wait to go: 72 × 64 KB at most. */
const IN_FLIGHT = { limit: 8, maxWaiting: 64, timeoutMs: 5_000 };

type WebhookRequest = FastifyRequest<{ Params: { psp?: string } }>;

/**
 * Where psps report. The bytes go on as they came: signatures are over bytes. Whatever cannot be a
 * webhook is refused before its body is read, and what is carried is bounded, for anybody may call.
 */
@Injectable()
export class WebhookRoutes implements OnModuleInit {
  private readonly inFlight = new Semaphore({
    ...IN_FLIGHT,
    refusal: () => platformErrors.unavailable({ retryAfter: 5 }),
  });

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
      scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) =>
        parsed(null, body),
      );
      scope.addHook('onRequest', (request: WebhookRequest, reply, checked) => {
        try {
          this.check(request, reply);
          checked();
        } catch (error) {
          checked(error as Error);
        }
      });
      for (const path of ['webhooks', 'webhooks/:psp']) {
        scope.post(
          `${API_PREFIX}/payments/${path}`,
          { bodyLimit: BODY_LIMIT },
          (request: WebhookRequest, reply) => this.receive(request, reply),
        );
      }
      done();
    });
  }

  private check(request: WebhookRequest, reply: FastifyReply): void {
    const network = networkKey(request.ip);
    enforceQuotas(
      reply,
      new Map([
        ['network', this.limiter.countLocal(`webhook:${network}`, LIMIT)],
        ['network-failures', this.limiter.peekLocal(`webhook-failure:${network}`, FAILURE_LIMIT)],
      ]),
    );
    try {
      const { signature, maxBytes } = webhookOf(request);
      if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
        throw platformErrors.payloadTooLarge();
      }
      if (signature && !signature.form.test(requestHeader(request, signature.header) ?? '')) {
        throw paymentErrors.badSignature();
      }
    } catch (error) {
      this.countFailure(request, error);
      throw error;
    }
  }

  private async receive(request: WebhookRequest, reply: FastifyReply) {
    const { signature, headers, maxBytes } = webhookOf(request);
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (body.length > maxBytes) throw platformErrors.payloadTooLarge();
    const names = signature ? [signature.header, ...headers] : headers;
    const input = JSON.stringify({
      psp: pspOf(request),
      body: body.toString('base64'),
      headers: Object.fromEntries(
        names.flatMap((name) => {
          const value = requestHeader(request, name);
          return value === undefined ? [] : [[name, value]];
        }),
      ),
    });
    // Psps prove themselves by signature; what else they send signs nobody in.
    delete request.headers.authorization;
    delete request.headers.cookie;
    const call = await this.edge.call(request, 'public');
    const answer = await this.inFlight
      .run(() => this.rpc.forward(paymentRpc.receiveWebhook, input, { call }))
      .catch((error: unknown) => {
        this.countFailure(request, error);
        throw error;
      });
    return reply
      .header('content-type', 'application/json; charset=utf-8')
      .header('cache-control', 'no-store')
      .header(RESPONSE_HEADER.requestId, request.id)
      .send(answer.body);
  }

  private countFailure({ ip }: FastifyRequest, error: unknown): void {
    if (!(error instanceof Problem) || error.status >= 500) return;
    this.limiter.countLocal(`webhook-failure:${networkKey(ip)}`, FAILURE_LIMIT);
  }
}

/** The route without a name is that of the first. */
const [firstPsp] = pspWebhooks.keys();
const pspOf = ({ params }: WebhookRequest) => params.psp ?? firstPsp!;

/** @throws payment.unknown_psp */
function webhookOf(request: WebhookRequest): PspWebhook {
  const webhook = pspWebhooks.get(pspOf(request));
  if (!webhook) throw paymentErrors.unknownPsp();
  return webhook;
}
