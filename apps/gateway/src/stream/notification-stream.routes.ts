import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { notificationEvents } from '@edu/contracts-notification';
import { API_PREFIX, Edge, EventStreams } from '@edu/http';
import type { FastifyInstance } from 'fastify';
import { Followers } from '../edge/followers.ts';

/** Tells open pages that a notification came; they fetch it themselves. */
@Injectable()
export class NotificationStream
  implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown
{
  constructor(
    private readonly http: HttpAdapterHost,
    private readonly edge: Edge,
    private readonly streams: EventStreams,
    private readonly followers: Followers,
  ) {}

  onModuleInit(): void {
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    const options = { config: { stream: true } };
    fastify.get(`${API_PREFIX}/me/notifications/stream`, options, async (request, reply) => {
      const { actor, requestId } = await this.edge.call(request);
      const headers = reply.getHeaders() as Record<string, string>;
      reply.hijack();
      this.streams.open(actor.userId, reply.raw, { ...headers, 'x-request-id': requestId });
    });
  }

  onApplicationBootstrap(): Promise<void> {
    const { delivered } = notificationEvents;
    return this.followers.follow('notifications', {
      filter: delivered.subject,
      since: new Date(),
      handle: (_subject, event) => {
        const { userId, messageId, channel, template } = delivered.data.parse(event.data);
        if (channel === 'in_app')
          this.streams.send(userId, 'notification', { messageId, template });
      },
    });
  }

  beforeApplicationShutdown(): void {
    this.streams.close();
  }
}
