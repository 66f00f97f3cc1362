import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream';
import { connect, errors } from '@nats-io/transport-node';
import type { NatsConnection } from '@nats-io/transport-node';

/** The one NATS connection of a service, with its JetStream clients. */
export class Nats {
  readonly connection: NatsConnection;
  readonly jetstream: JetStreamClient;
  readonly manager: JetStreamManager;

  private constructor(connection: NatsConnection, manager: JetStreamManager) {
    this.connection = connection;
    this.manager = manager;
    this.jetstream = jetstream(connection, { timeout: 5_000 });
    void this.watch((state) => {
      this.#up = state === 'up';
      if (!this.#up) for (const lost of [...this.#waiting]) lost();
    });
  }

  /**
   * Connects and keeps reconnecting for as long as the process lives.
   *
   * @param url `nats://user:password@host:port`, several separated by commas
   * @throws Error with one line that says which address did not answer
   */
  static async connect(url: string, name: string): Promise<Nats> {
    const servers = url.split(',').map((part) => new URL(part.trim()));
    const { username, password } = servers[0]!;
    try {
      const connection = await connect({
        servers: servers.map((server) => server.host),
        ...(username && password && { user: decodeURIComponent(username) }),
        ...(username && password && { pass: decodeURIComponent(password) }),
        ...(username && !password && { token: decodeURIComponent(username) }),
        name,
        maxReconnectAttempts: -1,
        reconnectTimeWait: 250,
        reconnectJitter: 250,
        // A server that says nothing for 6 s is given up, and so is one that does not greet in 5 s.
        pingInterval: 2_000,
        maxPingOut: 2,
        timeout: 5_000,
        inboxPrefix: `_INBOX_${name}`,
      });
      return new Nats(connection, await jetstreamManager(connection, { checkAPI: false }));
    } catch (cause) {
      const hosts = servers.map((server) => server.host).join(', ');
      const why =
        cause instanceof errors.AuthorizationError
          ? `NATS at ${hosts} refuses the user or the password; correct them`
          : `no NATS server answers at ${hosts}; start it or correct the address`;
      throw new Error(`NATS_URL: ${why}`, { cause });
    }
  }

  /** True while requests can be sent. */
  get connected(): boolean {
    return !this.connection.isClosed() && this.#up;
  }

  #up = true;
  readonly #waiting = new Set<() => void>();

  /**
   * Calls `lost` when the connection is lost: an answer on its way is lost with it.
   *
   * @returns a function that ends that; call it when the answer is there
   */
  onLost(lost: () => void): () => void {
    this.#waiting.add(lost);
    return () => this.#waiting.delete(lost);
  }

  /** Follows the connection state; ends when the connection closes. */
  async watch(onChange: (state: 'up' | 'down') => void): Promise<void> {
    for await (const { type } of this.connection.status()) {
      if (type === 'disconnect') onChange('down');
      else if (type === 'reconnect') onChange('up');
    }
  }
}
