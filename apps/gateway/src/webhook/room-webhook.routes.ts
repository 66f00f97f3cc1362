import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { API_PREFIX, platformErrors } from '@edu/contract-kit';
import { sessionErrors, sessionRpc } from '@edu/contracts-session';
import { Edge, RateLimiter, requestHeader } from '@edu/http';
import { RpcClient } from '@edu/messaging';
import type { FastifyInstance } from 'fastify';
import { openRawWebhook } from './raw-webhook.ts';

export const ROOM_WEBHOOK_PATH = `${API_PREFIX}/sessions/webhooks/livekit`;

/** Its reports name a room, a participant and a track. */
const MAX_BYTES = 32 * 1_024;
/** A token, which signs the digest of the body. */
const TOKEN = /^[\w-]{1,200}\.[\w-]{1,2000}\.[\w-]{20,200}$/;

/** Where the server of classrooms reports who enters and who leaves. */
@Injectable()
export class RoomWebhookRoutes implements OnModuleInit {
  constructor(
    private readonly http: HttpAdapterHost,
    private readonly edge: Edge,
    private readonly limiter: RateLimiter,
    private readonly rpc: RpcClient,
  ) {}

  onModuleInit(): void {
    const { edge, limiter } = this;
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    openRawWebhook(
      fastify,
      { edge, limiter },
      {
        name: 'room-webhook',
        paths: [ROOM_WEBHOOK_PATH],
        maxBytes: MAX_BYTES,
        check: (request) => {
          if (Number(request.headers['content-length'] ?? 0) > MAX_BYTES) {
            throw platformErrors.payloadTooLarge();
          }
          if (!TOKEN.test(requestHeader(request, 'authorization') ?? '')) {
            throw sessionErrors.badWebhook();
          }
        },
        forward: (input, call) => this.rpc.forward(sessionRpc.receiveWebhook, input, { call }),
        input: (request, body) => ({
          body: body.toString('base64'),
          authorization: requestHeader(request, 'authorization'),
        }),
      },
    );
  }
}
