import {
  Global,
  Module,
  type DynamicModule,
  type Provider,
  type ValueProvider,
} from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { ActorVerifier, Revocations } from '@edu/identity';
import { Tracing } from '@edu/observability';
import { EventConsumers, Inbox, MessagingMetrics, Nats, RpcClient } from '@edu/messaging';
import { Registry } from 'prom-client';
import { Clock } from './clock.ts';
import type { ConfigClass, ProcessConfig } from './config.ts';
import { ErrorTranslation } from './error-translation.ts';
import { Followers } from './followers.ts';
import { Health } from './health.ts';
import { Log } from './log.ts';

export interface ServiceContext {
  readonly service: string;
  readonly config: ProcessConfig;
  readonly configClass: ConfigClass<ProcessConfig>;
  readonly log: Log;
  readonly health: Health;
  readonly registry: Registry;
  readonly tracing: Tracing;
  readonly clock: Clock;
  readonly errors: ErrorTranslation;
  /** Missing where the service has no access to NATS. */
  readonly messaging: MessagingContext | undefined;
}

export interface MessagingContext {
  readonly nats: Nats;
  readonly rpc: RpcClient;
  readonly verifier: ActorVerifier;
  readonly revocations: Revocations;
  readonly followers: Followers;
  readonly metrics: MessagingMetrics;
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
    const { messaging } = context;
    const values: ValueProvider[] = [
      { provide: context.configClass, useValue: context.config },
      { provide: ServiceName, useValue: new ServiceName(context.service) },
      { provide: Log, useValue: context.log },
      { provide: Health, useValue: context.health },
      { provide: Registry, useValue: context.registry },
      { provide: Tracing, useValue: context.tracing },
      { provide: Clock, useValue: context.clock },
      { provide: ErrorTranslation, useValue: context.errors },
      ...(messaging
        ? [
            { provide: Nats, useValue: messaging.nats },
            { provide: RpcClient, useValue: messaging.rpc },
            { provide: ActorVerifier, useValue: messaging.verifier },
            { provide: Revocations, useValue: messaging.revocations },
            { provide: Followers, useValue: messaging.followers },
          ]
        : []),
    ];
    return {
      module: ServiceContextModule,
      imports: [DiscoveryModule],
      providers: [...values, ...(messaging ? [consumersOf({ ...context, ...messaging })] : [])],
      exports: values.map(({ provide }) => provide),
    };
  }
}

function consumersOf(context: ServiceContext & MessagingContext): Provider {
  return {
    provide: EventConsumers,
    inject: [DiscoveryService, { token: Inbox, optional: true }],
    useFactory: (discovery: DiscoveryService, inbox?: Inbox) =>
      new EventConsumers(context, discovery, inbox),
  };
}
