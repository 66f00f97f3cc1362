import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { API_PREFIX, readEvent, RESPONSE_HEADER, retentionEvents } from '@edu/contract-kit';
import { authEvents, RETAINING_SERVICES, type RetainingService } from '@edu/contracts-auth';
import { notificationEvents } from '@edu/contracts-notification';
import { searchEvents } from '@edu/contracts-search';
import { Edge, enforceQuotas, EventStreams, RateLimiter } from '@edu/http';
import { Clock, Followers } from '@edu/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { decodeJwt } from 'jose';

/** A page opens one and keeps it; who opens more than this opens them in a loop. */
const OPENING_LIMIT = { max: 30, windowS: 60 };

/** Sends open pages an event when a notification was written, which they fetch, and how far a job is. */
@Injectable()
export class NotificationStream
  implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown
{
  constructor(
    private readonly http: HttpAdapterHost,
    private readonly edge: Edge,
    private readonly limiter: RateLimiter,
    private readonly streams: EventStreams,
    private readonly followers: Followers,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    const options = { config: { stream: true } };
    fastify.get(`${API_PREFIX}/me/notifications/stream`, options, (request, reply) =>
      this.open(request, reply),
    );
  }

  async onApplicationBootstrap(): Promise<void> {
    const { jobProgressed } = authEvents;
    await this.followers.follow('jobs', {
      filter: jobProgressed.subject,
      since: this.clock.now(),
      handle: (_subject, event) => {
        const { userId, ...job } = readEvent(jobProgressed, event.data);
        this.streams.send(userId, 'job', job);
      },
    });
    const { reindexProgressed } = searchEvents;
    await this.followers.follow('reindexings', {
      filter: reindexProgressed.subject,
      since: this.clock.now(),
      handle: (_subject, event) => {
        const { userId, ...job } = readEvent(reindexProgressed, event.data);
        this.streams.send(userId, 'job', { ...job, kind: 'reindex' });
      },
    });
    await Promise.all(RETAINING_SERVICES.map((service) => this.followRetention(service)));
    const { delivered } = notificationEvents;
    await this.followers.follow('notifications', {
      filter: delivered.subject,
      since: this.clock.now(),
      handle: (_subject, event) => {
        const { userId, messageId, channel, template } = readEvent(delivered, event.data);
        if (channel === 'in_app')
          this.streams.send(userId, 'notification', { messageId, template });
      },
    });
  }

  beforeApplicationShutdown(): void {
    this.streams.close();
  }

  /** Nobody has asked for most of these runs: whoever may look at them sees them. */
  private async followRetention(service: RetainingService): Promise<void> {
    const { retentionProgressed } = retentionEvents(service);
    await this.followers.follow(`retention-${service}`, {
      filter: retentionProgressed.subject,
      since: this.clock.now(),
      handle: (_subject, event) => {
        const job = readEvent(retentionProgressed, event.data);
        this.streams.sendToRole('admin', 'job', { ...job, kind: 'retention', service });
      },
    });
  }

  private async open(request: FastifyRequest, reply: FastifyReply) {
    const { actor, token } = await this.edge.call(request, 'user');
    const { userId } = actor;
    const opened = this.limiter.countLocal(`stream:${userId}`, OPENING_LIMIT);
    enforceQuotas(reply, new Map([['user', opened]]));
    this.streams.checkRoom(userId);
    reply.header(RESPONSE_HEADER.requestId, request.id);
    if (request.method === 'HEAD') return reply.type('text/event-stream; charset=utf-8').send();
    const headers = reply.getHeaders() as Record<string, string>;
    reply.hijack();
    this.streams.open({ actor, expiresAt: decodeJwt(token!).exp! * 1_000 }, reply.raw, headers);
    return reply;
  }
}
