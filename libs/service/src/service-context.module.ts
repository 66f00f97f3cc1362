import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { ActorVerifier } from '@edu/identity';
import { Tracing } from '@edu/observability';
import { EventConsumers, Inbox, MessagingMetrics, Nats, RpcClient } from '@edu/messaging';
import { Registry } from 'prom-client';
import { Clock } from './clock.ts';
import type { ConfigClass, PlatformConfig } from './config.ts';
import { ErrorTranslation } from './error-translation.ts';
import { Health } from './health.ts';
import { Log } from './log.ts';

export interface ServiceContext {
  readonly service: string;
  readonly config: PlatformConfig;
  readonly configClass: ConfigClass<PlatformConfig>;
  readonly log: Log;
  readonly nats: Nats;
  readonly rpc: RpcClient;
  readonly verifier: ActorVerifier;
  readonly health: Health;
  readonly registry: Registry;
  readonly metrics: MessagingMetrics;
  readonly tracing: Tracing;
  readonly clock: Clock;
  readonly errors: ErrorTranslation;
}

/** Name of the running service, as a token. */
export class ServiceName {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}

/** What every module of a service may inject. */
@Global()
@Module({})
export class ServiceContextModule {
  static with(context: ServiceContext): DynamicModule {
    const values: Provider[] = [
      { provide: context.configClass, useValue: context.config },
      { provide: ServiceName, useValue: new ServiceName(context.service) },
      { provide: Log, useValue: context.log },
      { provide: Nats, useValue: context.nats },
      { provide: RpcClient, useValue: context.rpc },
      { provide: ActorVerifier, useValue: context.verifier },
      { provide: Health, useValue: context.health },
      { provide: Registry, useValue: context.registry },
      { provide: Tracing, useValue: context.tracing },
      { provide: Clock, useValue: context.clock },
      { provide: ErrorTranslation, useValue: context.errors },
    ];
    const consumers: Provider = {
      provide: EventConsumers,
      inject: [DiscoveryService, { token: Inbox, optional: true }],
      useFactory: (discovery: DiscoveryService, inbox?: Inbox) =>
        new EventConsumers(context, discovery, inbox),
    };
    return {
      module: ServiceContextModule,
      imports: [DiscoveryModule],
      providers: [...values, consumers],
      exports: values.map((provider) => (provider as { provide: symbol }).provide),
    };
  }
}
