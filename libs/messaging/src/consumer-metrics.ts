import type { ConsumerInfo } from '@nats-io/jetstream';
import { Gauge, type Registry } from 'prom-client';
import type { Nats } from './nats.ts';
import { cachedForScrape } from '@edu/observability';
import { EVENTS_STREAM, found } from './topology.ts';

/** How far a service's consumers are behind; JetStream is asked when somebody scrapes. */
export function registerConsumerMetrics(
  registry: Registry,
  nats: Nats,
  durables: readonly string[],
): void {
  const infos = cachedForScrape(() =>
    Promise.all(
      durables.map((durable) => found(nats.manager.consumers.info(EVENTS_STREAM, durable))),
    ),
  );
  const gauge = (name: string, help: string, value: (info: ConsumerInfo) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['consumer'],
      registers: [registry],
      async collect() {
        this.reset();
        for (const info of (await infos()) ?? []) {
          if (info) this.set({ consumer: info.name }, value(info));
        }
      },
    });
  gauge('edu_consumer_pending', 'Events not delivered yet', (info) => info.num_pending);
  gauge('edu_consumer_ack_pending', 'Events being handled', (info) => info.num_ack_pending);
  gauge('edu_consumer_redelivered', 'Of these, tried before', (info) => info.num_redelivered);
}
