import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Health } from '@edu/service';
import type { FastifyInstance } from 'fastify';
import { WebConfig } from '../app.config.ts';

/**
 * How this service is, for the gateway's start page: it cannot ask over NATS as it asks the others. An
 * ingress leads `/health` to the gateway, so nobody sees it from outside.
 */
@Injectable()
export class HealthRoutes implements OnModuleInit {
  constructor(
    private readonly http: HttpAdapterHost,
    private readonly health: Health,
    private readonly config: WebConfig,
  ) {}

  onModuleInit(): void {
    // Not required: without the gateway, what shows nothing of it is answered all the same.
    this.health.observe('gateway', () => this.askGateway());
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    fastify.get('/health/ready', async (_request, reply) => {
      const report = await this.health.report();
      return reply.code(report.status === 'ready' ? 200 : 503).send(report);
    });
  }

  private async askGateway(): Promise<void> {
    const answer = await fetch(`${this.config.API_URL}/health/live`);
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`the gateway answers ${answer.status}`);
  }
}
