import { Injectable } from '@nestjs/common';
import { CHANNELS } from '@edu/contracts-notification';
import type { Channel, ChannelId } from './channel.ts';

/** Every channel there is, by its id. */
@Injectable()
export class Channels {
  readonly #byId: ReadonlyMap<ChannelId, Channel>;

  constructor(channels: readonly Channel[]) {
    this.#byId = new Map(channels.map((channel) => [channel.id, channel]));
    const missing = CHANNELS.filter((id) => !this.#byId.has(id));
    if (missing.length > 0) throw new Error(`no channel registered for ${missing.join(', ')}`);
  }

  get(id: ChannelId): Channel {
    return this.#byId.get(id)!;
  }
}
