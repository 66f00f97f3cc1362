import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { REQUEST_HEADER } from '@edu/contract-kit';
import { contracts } from '@edu/contracts-registry';
import { locale } from '@edu/http';
import { Nats } from '@edu/messaging';
import { Health, pingHealth } from '@edu/service';
import type { FastifyInstance } from 'fastify';
import { GatewayConfig } from '../app.config.ts';
import { statusPage, type ServiceStatus } from './status-page.ts';

const CACHE_MS = 1_000;
const WEB_TIMEOUT_MS = 1_500;
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** In production only when somebody says so. */
export const isStatusShown = ({
  STATUS_PAGE,
  NODE_ENV,
}: Pick<GatewayConfig, 'STATUS_PAGE' | 'NODE_ENV'>) => STATUS_PAGE ?? NODE_ENV !== 'production';

/** The start page, and the health of this gateway and of everything behind it. */
@Injectable()
export class StatusRoutes implements OnModuleInit {
  private cached: { at: number; services: Promise<ServiceStatus[]> } | undefined;

  constructor(
    private readonly http: HttpAdapterHost,
    private readonly nats: Nats,
    private readonly health: Health,
    private readonly config: GatewayConfig,
  ) {}

  onModuleInit(): void {
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    fastify.get('/health/live', () => ({ status: 'live' }));
    // How every service is, and what it needs, is for those who run them: the health port says it.
    if (isStatusShown(this.config)) this.showServices(fastify);
  }

  private showServices(fastify: FastifyInstance): void {
    fastify.get('/health/ready', async (_request, reply) => {
      const report = await this.health.report();
      return reply.code(report.status === 'ready' ? 200 : 503).send(report);
    });
    fastify.get('/health/services', async (_request, reply) => {
      const services = await this.services();
      const ready = services.every((service) => service.status === 'ready');
      return reply.code(ready ? 200 : 503).send({ services });
    });
    fastify.get('/status', async (request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', POLICY)
        .header('vary', REQUEST_HEADER.acceptLanguage)
        .send(
          statusPage({
            language: locale(request),
            services: await this.services(),
            links: this.config.STATUS_LINKS.map((link) => link.split('|', 2) as [string, string]),
          }),
        ),
    );
  }

  /** Asked at most once a second, however often the page is loaded. */
  private services(): Promise<ServiceStatus[]> {
    if (!this.cached || performance.now() - this.cached.at > CACHE_MS) {
      this.cached = { at: performance.now(), services: this.ask() };
    }
    return this.cached.services;
  }

  private async ask(): Promise<ServiceStatus[]> {
    const [reports, web] = await Promise.all([
      pingHealth(this.nats).catch(() => []),
      this.askWeb(),
    ]);
    const names = ['gateway', ...contracts.map((contract) => contract.service)];
    const services = names.map((name): ServiceStatus => {
      const replicas = reports.filter((report) => report.service === name);
      const ready = replicas.filter((report) => report.status === 'ready').length;
      return {
        name,
        status: ready > 0 ? 'ready' : replicas.length > 0 ? 'unavailable' : 'down',
        replicas: replicas.length,
        checks: replicas[0]?.checks ?? {},
      };
    });
    return [...services, ...web];
  }

  /** The web service is not on NATS: it is asked for a page, where pages come from here. */
  private async askWeb(): Promise<ServiceStatus[]> {
    const { WEB_URL } = this.config;
    if (!WEB_URL) return [];
    const signal = AbortSignal.timeout(WEB_TIMEOUT_MS);
    const answer = await fetch(WEB_URL, { method: 'HEAD', redirect: 'manual', signal }).catch(
      () => undefined,
    );
    const status = !answer ? 'down' : answer.status < 500 ? 'ready' : 'unavailable';
    return [{ name: 'web', status, replicas: answer ? 1 : 0, checks: {} }];
  }
}
