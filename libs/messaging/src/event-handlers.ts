import { MetadataScanner, Reflector, type DiscoveryService } from '@nestjs/core';
import type { EventContract, EventEnvelope } from '@edu/contract-kit';
import { CONSUMER } from './consumer.decorator.ts';
import type { Effect } from './inbox.ts';
import { ON_EVENT } from './on.decorator.ts';

export interface EventHandler {
  readonly contract: EventContract;
  readonly run: (event: EventEnvelope) => Effect | Promise<Effect>;
}

/** Handlers by subject. */
export type Handlers = ReadonlyMap<string, EventHandler>;

/**
 * Finds the `@On` methods of all providers.
 *
 * @returns handlers by the name of their consumer
 * @throws Error about a class without `@Consumer`, or two handlers of one event in one consumer
 */
export function discoverHandlers(discovery: DiscoveryService): ReadonlyMap<string, Handlers> {
  const consumers = new Map<string, Map<string, EventHandler>>();
  for (const { instance } of discovery.getProviders() as { instance: unknown }[]) {
    if (!instance || typeof instance !== 'object') continue;
    const found = handlersOf(instance);
    if (found.length === 0) continue;
    const name = reflector.get<string | undefined>(CONSUMER, instance.constructor);
    if (!name) throw new Error(`${instance.constructor.name} follows events and has no @Consumer`);
    const handlers = consumers.get(name) ?? new Map<string, EventHandler>();
    for (const handler of found) {
      const { subject } = handler.contract;
      if (handlers.has(subject)) {
        throw new Error(`two @On methods of the consumer ${name} follow ${subject}`);
      }
      handlers.set(subject, handler);
    }
    consumers.set(name, handlers);
  }
  return consumers;
}

const scanner = new MetadataScanner();
const reflector = new Reflector();

function handlersOf(instance: object): EventHandler[] {
  const methods = instance as Record<string, EventHandler['run']>;
  return scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object).flatMap((name) => {
    const contract = reflector.get<EventContract | undefined>(ON_EVENT, methods[name]!);
    return contract ? { contract, run: (event: EventEnvelope) => methods[name]!(event) } : [];
  });
}
