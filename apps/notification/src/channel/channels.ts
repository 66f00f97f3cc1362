import { Injectable } from '@nestjs/common';
import { CHANNELS } from '@edu/contracts-notification';
import { Counter, type Registry } from 'prom-client';
import type { Channel, ChannelId } from './channel.ts';

/** Every channel there is, by its id; what they send is counted. */
@Injectable()
export class Channels {
  readonly #byId: ReadonlyMap<ChannelId, Channel>;

  constructor(channels: readonly Channel[], registry: Registry) {
    const deliveries = new Counter({
      name: 'edu_deliveries_total',
      help: 'Attempts to send a message or a code, by channel and result (sent, failed)',
      labelNames: ['channel', 'result'],
      registers: [registry],
    });
    const count = (channel: ChannelId, result: 'sent' | 'failed') =>
      deliveries.inc({ channel, result });
    this.#byId = new Map(channels.map((channel) => [channel.id, counted(channel, count)]));
    const missing = CHANNELS.filter((id) => !this.#byId.has(id));
    if (missing.length > 0) throw new Error(`no channel registered for ${missing.join(', ')}`);
  }

  get(id: ChannelId): Channel {
    return this.#byId.get(id)!;
  }
}

function counted(
  channel: Channel,
  count: (channel: ChannelId, result: 'sent' | 'failed') => void,
): Channel {
  return {
    id: channel.id,
    addressOf: (contact) => channel.addressOf(contact),
    send: async (delivery) => {
      try {
        await channel.send(delivery);
      } catch (error) {
        count(channel.id, 'failed');
        throw error;
      }
      count(channel.id, 'sent');
    },
  };
}
