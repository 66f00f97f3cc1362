import type { EventContract, EventData, EventEnvelope } from '@edu/contract-kit';
import type { NatsConnection } from '@nats-io/transport-node';
import { eventually } from './eventually.ts';

/** Records every published event, and checks it against its contract when it is read. */
export class EventRecorder {
  readonly #received: { subject: string; envelope: EventEnvelope }[] = [];

  constructor(nats: NatsConnection) {
    nats.subscribe('evt.>', {
      callback: (_error, message) => {
        // Tests publish garbage too, and a callback that throws would end the connection.
        const envelope = parsed(message.string());
        if (envelope) this.#received.push({ subject: message.subject, envelope });
      },
    });
  }

  /** The data of the events of this kind received so far. */
  of<E extends EventContract>(contract: E): EventData<E>[] {
    return this.#received
      .filter(({ subject }) => subject === contract.subject)
      .map(({ envelope }) => contract.data.parse(envelope.data) as EventData<E>);
  }

  /** Waits for one that fits. */
  async next<E extends EventContract>(
    contract: E,
    fits: (data: EventData<E>) => boolean = () => true,
  ): Promise<EventData<E>> {
    return eventually(() => {
      const found = this.of(contract).find(fits);
      if (!found) throw new Error(`${contract.subject} was not published`);
      return found;
    });
  }
}

function parsed(text: string): EventEnvelope | undefined {
  try {
    return JSON.parse(text) as EventEnvelope;
  } catch {
    return undefined;
  }
}
