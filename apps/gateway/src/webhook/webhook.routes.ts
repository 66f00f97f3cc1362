import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { API_PREFIX, platformErrors } from '@edu/contract-kit';
import { paymentErrors, paymentRpc, pspWebhooks, type PspWebhook } from '@edu/contracts-payment';
import { Edge, RateLimiter, requestHeader } from '@edu/http';
import { RpcClient } from '@edu/messaging';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { openRawWebhook } from './raw-webhook.ts';

const BODY_LIMIT = Math.max(...[...pspWebhooks.values()].map(({ maxBytes }) => maxBytes));

const FIRST_PATH = `${API_PREFIX}/payments/webhooks`;
const PSP_PATH = `${FIRST_PATH}/:psp`;

type WebhookRequest = FastifyRequest<{ Params: { psp?: string } }>;

/** Where psps report. */
@Injectable()
export class WebhookRoutes implements OnModuleInit {
  constructor(
    private readonly http: HttpAdapterHost,
    private readonly edge: Edge,
    private readonly limiter: RateLimiter,
    private readonly rpc: RpcClient,
  ) {}

  onModuleInit(): void {
    const { edge, limiter } = this;
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    openRawWebhook<WebhookRequest>(
      fastify,
      { edge, limiter },
      {
        name: 'webhook',
        paths: [FIRST_PATH, PSP_PATH],
        // Some psps report so.
        putPaths: [PSP_PATH],
        maxBytes: BODY_LIMIT,
        check: (request) => {
          const { signature, maxBytes } = webhookOf(request);
          if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
            throw platformErrors.payloadTooLarge();
          }
          if (signature && !signature.form.test(requestHeader(request, signature.header) ?? '')) {
            throw paymentErrors.badSignature();
          }
        },
        forward: (input, call) => this.rpc.forward(paymentRpc.receiveWebhook, input, { call }),
        input: (request, body) => {
          const { signature, headers, maxBytes } = webhookOf(request);
          if (body.length > maxBytes) throw platformErrors.payloadTooLarge();
          const names = signature ? [signature.header, ...headers] : headers;
          return {
            psp: pspOf(request),
            body: body.toString('base64'),
            headers: Object.fromEntries(
              names.flatMap((name) => {
                const value = requestHeader(request, name);
                return value === undefined ? [] : [[name, value]];
              }),
            ),
          };
        },
      },
    );
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
