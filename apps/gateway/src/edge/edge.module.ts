import { Global, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { API_PREFIX } from '@edu/contract-kit';
import { contracts } from '@edu/contracts-registry';
import { Edge, EventStreams, ProblemCatalogue, RateLimiter, SessionCookies } from '@edu/http';
import { ActorVerifier, Revocations } from '@edu/identity';
import { Tracing } from '@edu/observability';
import { Clock } from '@edu/service';
import { Redis } from 'ioredis';
import { GatewayConfig } from '../app.config.ts';
import { ApiRoutes } from './api.routes.ts';
import { COUNTRY_OF, countryBy } from './country-of.ts';
import { HttpProblemFilter } from './http-problem.filter.ts';
import { createRedisCounter } from './redis-counter.ts';
import { RequestGuards } from './request-guards.ts';
import { RequestMetrics } from './request-metrics.ts';

@Global()
@Module({
  providers: [
    { provide: APP_FILTER, useClass: HttpProblemFilter },
    {
      provide: SessionCookies,
      inject: [GatewayConfig],
      useFactory: ({ COOKIE_SECURE, NODE_ENV }: GatewayConfig) =>
        new SessionCookies({
          secure: COOKIE_SECURE ?? NODE_ENV === 'production',
          refreshPath: `${API_PREFIX}/auth`,
        }),
    },
    {
      provide: COUNTRY_OF,
      inject: [GatewayConfig],
      useFactory: ({ COUNTRY_HEADER }: GatewayConfig) => countryBy(COUNTRY_HEADER),
    },
    {
      provide: Edge,
      inject: [ActorVerifier, Revocations, Tracing, SessionCookies, COUNTRY_OF],
      useFactory: (...parts: ConstructorParameters<typeof Edge>) => new Edge(...parts),
    },
    {
      provide: RateLimiter,
      inject: [Redis, GatewayConfig, Clock],
      useFactory: (redis: Redis, config: GatewayConfig, clock: Clock) =>
        new RateLimiter(createRedisCounter(redis), config.RATE_LIMIT_FACTOR, () => +clock.now()),
    },
    {
      provide: ProblemCatalogue,
      useFactory: () => new ProblemCatalogue(contracts.map((contract) => contract.errors)),
    },
    {
      provide: EventStreams,
      inject: [Clock, Revocations],
      useFactory: (clock: Clock, revocations: Revocations) => {
        const streams = new EventStreams(() => +clock.now());
        revocations.onAdd((id) => streams.endOf(id));
        return streams;
      },
    },
    RequestMetrics,
    RequestGuards,
    ApiRoutes,
  ],
  exports: [Edge, EventStreams, RateLimiter],
})
export class EdgeModule {}
