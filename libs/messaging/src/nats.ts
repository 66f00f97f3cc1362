import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
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
        pingInterval: 10_000,
        inboxPrefix: `_INBOX_${name}`,
      });
      return new Nats(connection, await jetstreamManager(connection, { checkAPI: false }));
    } catch (cause) {
      const hosts = servers.map((server) => server.host).join(', ');
      throw new Error(`NATS_URL: no NATS server answers at ${hosts}`, { cause });
    }
  }

  /** True while requests can be sent. */
  get connected(): boolean {
    return !this.connection.isClosed() && this.#up;
  }

  #up = true;

  /** Follows the connection state; ends when the connection closes. */
  async watch(onChange: (state: 'up' | 'down') => void): Promise<void> {
    for await (const status of this.connection.status()) {
      if (status.type !== 'disconnect' && status.type !== 'reconnect') continue;
      this.#up = status.type === 'reconnect';
      onChange(this.#up ? 'up' : 'down');
    }
  }
}
