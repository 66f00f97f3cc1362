import 'reflect-metadata';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Catch,
  Module,
  type DynamicModule,
  type INestApplication,
  type INestMicroservice,
  type Type,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { RpcContract } from '@edu/contract-kit';
import { gauge, openTracing } from '@edu/observability';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { throwError } from 'rxjs';
import { Clock } from './clock.ts';
import {
  ConfigError,
  type ConfigClass,
  type PlatformConfig,
  type ProcessConfig,
} from './config.ts';
import { ErrorTranslation } from './error-translation.ts';
import { Health, HealthServer } from './health.ts';
import { createLog, NestLog } from './log.ts';
import { MessagingPart } from './messaging-part.ts';
import { ServiceContextModule } from './service-context.module.ts';

export interface ServiceDefinition<C extends ProcessConfig = ProcessConfig> {
  readonly name: string;
  readonly module: Type | DynamicModule;
  readonly config: ConfigClass<C>;
  /** For the edge: makes the Fastify adapter and says where to listen. */
  readonly http?: (config: C) => { adapter: FastifyAdapter; port: number; host: string };
}

export interface RunningService {
  readonly name: string;
  readonly healthPort: number;
  /** Where the edge listens; undefined for the others. */
  readonly port: number | undefined;
  readonly app: INestApplication | INestMicroservice;
  /** The contracts it answers. */
  readonly contracts: readonly RpcContract[];
  /** Drains: no call taken is dropped. Resolves when everything is closed. */
  stop(): Promise<void>;
}

/** What tests and the one-process platform put in place of the environment and the real clock. */
export interface StartOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly clock?: Clock;
  /** An error that a contract does not declare becomes a 500. */
  readonly refuseUndeclared?: boolean;
}

/** Keeps the types of a definition; `main.ts` exports it and runs it when it is the program. */
export function defineService<C extends ProcessConfig>(
  definition: ServiceDefinition<C>,
): ServiceDefinition<C> {
  return definition;
}

/** Hands errors to the transport as problems, past Nest's own idea of an error reply. */
@Catch()
class ProblemFilter {
  readonly #errors: ErrorTranslation;

  constructor(errors: ErrorTranslation) {
    this.#errors = errors;
  }

  catch(error: unknown) {
    return throwError(() => this.#errors.translate(error));
  }
}

/**
 * Starts a service: configuration, log, NATS, health, metrics, then its Nest application. A
 * configuration without `NATS_URL` is that of a service without NATS.
 */
export async function startService<C extends ProcessConfig>(
  definition: ServiceDefinition<C>,
  options: StartOptions = {},
): Promise<RunningService> {
  const { name } = definition;
  const config = new definition.config(options.env ?? process.env) as C & Partial<PlatformConfig>;
  const log = createLog(name, config.LOG_LEVEL, config.LOG_FILE);
  const registry = new Registry();
  registry.setDefaultLabels({ service: name });
  const health = new Health(name);
  const errors = new ErrorTranslation();
  const tracing = await openTracing(name, config, log);
  const { NATS_URL: natsUrl } = config;
  const { refuseUndeclared, clock = new Clock() } = options;
  const parts = { service: name, log, health, registry, tracing };
  const messaging = natsUrl
    ? await MessagingPart.connect({ ...parts, natsUrl, clock, refuseUndeclared })
    : undefined;
  const context = ServiceContextModule.with({
    ...parts,
    config,
    configClass: definition.config,
    clock,
    errors,
    messaging: messaging?.context,
  });
  @Module({ imports: [context, definition.module] })
  class Root {}

  try {
    const nest = { logger: new NestLog(log), abortOnError: false };
    let app: INestApplication | INestMicroservice;
    let port: number | undefined;
    if (definition.http) {
      const { adapter, port: wanted, host } = definition.http(config);
      const edge = await NestFactory.create(Root, adapter, { ...nest, bodyParser: false });
      closeConnectionsWhen(adapter, () => health.draining);
      await edge.listen(wanted, host).catch((cause: NodeJS.ErrnoException) => {
        if (cause.code !== 'EADDRINUSE') throw cause;
        throw new Error(`PORT: port ${wanted} is in use; set another`, { cause });
      });
      port = ((edge.getHttpServer() as Server).address() as AddressInfo).port;
      app = edge;
    } else {
      if (!messaging) throw new Error(`${name} has neither NATS nor HTTP: nobody could reach it`);
      const strategy = messaging.transport;
      const help = 'Calls being handled now';
      gauge(registry, 'edu_requests_in_flight', help, () => strategy.inFlight);
      const service = await NestFactory.createMicroservice(Root, { strategy, ...nest });
      service.useGlobalFilters(new ProblemFilter(errors));
      await service.listen();
      app = service;
    }
    await messaging?.join(app);
    const healthServer = new HealthServer(health, registry);
    const healthPort = await healthServer.listen(config.HEALTH_PORT, config.HEALTH_HOST);
    log.info({ port, healthPort }, 'ready');

    let stopping: Promise<void> | undefined;
    const stop = async () => {
      health.drain();
      await sleep(config.DRAIN_DELAY_MS);
      await messaging?.drain();
      await app.close();
      await tracing.close();
      await messaging?.close();
      await healthServer.close();
      log.info({}, 'stopped');
    };
    return {
      name,
      port,
      healthPort,
      app,
      contracts: messaging?.transport.contracts ?? [],
      stop: () => (stopping ??= stop()),
    };
  } catch (error) {
    await messaging?.abandon();
    throw error;
  }
}

/**
 * While draining, every answer asks its client to leave the connection. Otherwise the kept-alive
 * connections of requests that are still being answered would hold the server until they time out.
 */
function closeConnectionsWhen(adapter: FastifyAdapter, draining: () => boolean): void {
  adapter.getInstance().addHook('onSend', (_request, reply, payload, done) => {
    if (draining()) reply.header('connection', 'close');
    done(null, payload);
  });
}

const STOP_TIMEOUT_MS = 25_000;
/**
 * How often the delay of the event loop is looked at; what is shown includes it. Each look wakes the process:
 * every 10 ms, as by default, took more CPU than all else that a service does while nobody asks.
 */
const EVENT_LOOP_LOOK_MS = 50;

/** For a service that its runner has left alone: what it depends on may be going too. */
const ORPHAN_TIMEOUT_MS = 5_000;

/**
 * Runs a service as a program: starts it, drains it on SIGTERM and SIGINT or when the process that
 * started it is gone, exits.
 */
export async function runService<C extends ProcessConfig>(
  definition: ServiceDefinition<C>,
): Promise<void> {
  let service: RunningService | undefined;
  const stop = (exitCode: number, timeoutMs = STOP_TIMEOUT_MS) => {
    if (!service) process.exit(1);
    setTimeout(() => process.exit(1), timeoutMs).unref();
    service.stop().then(
      () => process.exit(exitCode),
      () => process.exit(1),
    );
  };
  process.once('disconnect', () => stop(0, ORPHAN_TIMEOUT_MS));
  try {
    service = await startService(definition);
    collectDefaultMetrics({
      register: service.app.get(Registry, { strict: false }),
      eventLoopMonitoringPrecision: EVENT_LOOP_LOOK_MS,
    });
  } catch (error) {
    reportStartFailure(definition.name, error);
    process.exit(1);
  }
  process.once('SIGTERM', () => stop(0));
  process.once('SIGINT', () => stop(0));
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error) => {
      createLog(definition.name, 'error').error({ err: error }, event);
      stop(1); // the state is unknown: better a fresh process
    });
  }
  process.send?.({ ready: service.name, port: service.port, healthPort: service.healthPort });
}

/** One line that says what is wrong and what to do; a stack only for what nobody expected. */
function reportStartFailure(name: string, error: unknown): void {
  const known = error instanceof ConfigError || (error instanceof Error && error.cause);
  const message = error instanceof Error ? error.message : String(error);
  const stack = !known && error instanceof Error && error.stack ? `\n${error.stack}` : '';
  process.stderr.write(`${name} cannot start: ${message}${stack}\n`);
}
