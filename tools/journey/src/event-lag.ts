import { jetstreamManager } from '@nats-io/jetstream';
import { connectToNats } from './nats-connection.ts';

/** Events on their way. */
export interface EventLag {
  /** Not yet handled by the consumers that follow them. */
  readonly waiting: number;
  /** Given up by a consumer. */
  readonly dead: number;
}

/** Asks the server how far the services have got with the events. */
export async function eventLag(natsUrl: string): Promise<EventLag> {
  const connection = await connectToNats(natsUrl, 'event-lag');
  try {
    const manager = await jetstreamManager(connection);
    let [waiting, dead] = [0, 0];
    for await (const { config, state } of manager.streams.list()) {
      if (config.name === 'DEAD_LETTERS') dead += state.messages;
      else {
        for await (const consumer of manager.consumers.list(config.name)) {
          // The others are in memory of a process, and remain when it was killed.
          if (!consumer.config.durable_name) continue;
          waiting += consumer.num_pending + consumer.num_ack_pending;
        }
      }
    }
    return { waiting, dead };
  } finally {
    await connection.close();
  }
}
