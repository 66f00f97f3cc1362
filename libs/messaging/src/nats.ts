import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream';
import { connect, errors } from '@nats-io/transport-node';
import type {
  Msg,
  MsgHdrs,
  NatsConnection,
  PublishOptions,
  Subscription,
} from '@nats-io/transport-node';
import { platformErrors } from '@edu/contract-kit';
import { inboxPrefixOf, isInbox } from './inbox-subject.ts';
import { Requests } from './requests.ts';

/** Sends one message of those that wait. */
type Send = () => void;

export interface StoreOptions {
  /** JetStream takes a message with the same id once within its window. */
  readonly messageId: string;
  readonly headers: MsgHdrs;
  readonly timeoutMs: number;
}

/** https://docs.nats.io/reference/reference-protocols/nats_api_reference#publish */
interface StoreAnswer {
  readonly stream?: string;
  readonly error?: { readonly description?: string };
}

export interface SubscribeOptions {
  readonly queue?: string;
  readonly handle: (message: Msg) => void;
  /** Called with what `handle` threw, or why the server refuses the subscription. */
  readonly onError: (error: unknown) => void;
}

/** The one NATS connection of a service, with its JetStream clients. */
export class Nats {
  readonly connection: NatsConnection;
  readonly jetstream: JetStreamClient;
  readonly manager: JetStreamManager;
  readonly requests: Requests;
  #up = true;
  #outgoing: Send[] = [];

  private constructor(connection: NatsConnection, manager: JetStreamManager, inboxPrefix: string) {
    this.connection = connection;
    this.manager = manager;
    this.jetstream = jetstream(connection, { timeout: 5_000 });
    this.requests = new Requests(this, inboxPrefix);
    void this.#follow();
  }

  /**
   * Connects and keeps reconnecting until the process ends.
   *
   * @param url `nats://user:password@host:port`, or `tls://…`; several separated by commas
   * @throws Error with one line that says which address did not answer
   */
  static async connect(url: string, name: string): Promise<Nats> {
    const servers = url.split(',').map((part) => new URL(part.trim()));
    const { username, password } = servers[0]!;
    const inboxPrefix = inboxPrefixOf(name);
    try {
      const connection = await connect({
        servers: servers.map((server) => server.host),
        ...(username && password && { user: decodeURIComponent(username) }),
        ...(username && password && { pass: decodeURIComponent(password) }),
        ...(username && !password && { token: decodeURIComponent(username) }),
        name,
        // Without it the client would go on in plain text where a server does not ask for TLS.
        ...(servers.some(({ protocol }) => protocol === 'tls:') && { tls: {} }),
        maxReconnectAttempts: -1,
        reconnectTimeWait: 250,
        reconnectJitter: 250,
        // A server that says nothing for 6 s is given up, and so is one that does not greet in 5 s.
        pingInterval: 2_000,
        maxPingOut: 2,
        timeout: 5_000,
        inboxPrefix,
        noAsyncTraces: true,
      });
      const manager = await jetstreamManager(connection, { checkAPI: false });
      return new Nats(connection, manager, inboxPrefix);
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

  /**
   * Publishes once the event loop has read all input that is there now, with all else that is
   * published until then: a write to the socket costs more than the message in it.
   *
   * @throws Error when it is larger than the server takes
   */
  publish(subject: string, payload: string, options: PublishOptions): void {
    const data = Buffer.from(payload);
    const max = this.connection.info?.max_payload ?? Infinity;
    if (data.length > max) throw new Error(`${data.length} bytes for ${subject}, at most ${max}`);
    this.soon(() => this.connection.publish(subject, data, options));
  }

  /** Runs what sends a message when `publish` sends, so that both leave in one write. */
  soon(send: () => void): void {
    if (this.#outgoing.push(send) === 1) setImmediate(() => this.#send());
  }

  /**
   * Publishes to JetStream and waits until it has stored the message. Costs less than the client's own
   * publishing, which captures stack traces for an error that does not come.
   *
   * @throws Problem platform.timeout, platform.unavailable; Error with the reason of JetStream
   */
  async store(subject: string, payload: string, options: StoreOptions): Promise<void> {
    const { messageId, headers, timeoutMs } = options;
    headers.set('Nats-Msg-Id', messageId);
    const answer = await this.requests.ask(subject, payload, { headers, timeoutMs });
    if (!answer) throw platformErrors.unavailable();
    const { stream, error } = answer.json<StoreAnswer>();
    if (!stream)
      throw new Error(`JetStream did not store it: ${error?.description ?? 'no reason'}`);
  }

  /**
   * Hands every message of a subject to `handle`. One that it throws on is reported and skipped:
   * thrown into the client, the error would end the reading of the whole connection.
   */
  subscribe(subject: string, { queue, handle, onError }: SubscribeOptions): Subscription {
    return this.connection.subscribe(subject, {
      ...(queue !== undefined && { queue }),
      callback: (error, message) => {
        if (error) return onError(error);
        try {
          handle(message);
        } catch (thrown) {
          onError(thrown);
        }
      },
    });
  }

  /**
   * Answers a request, at an inbox only: the server lets whoever is asked publish to any subject that
   * a request names for its answer, events of ours among them.
   */
  answer({ reply }: Msg, body: string, headers?: MsgHdrs): void {
    if (reply && isInbox(reply)) this.publish(reply, body, headers ? { headers } : {});
  }

  /** Ends subscriptions, sends what is still buffered, and closes. */
  async close(): Promise<void> {
    this.#send();
    await this.connection.drain().catch(() => this.connection.close());
  }

  #send(): void {
    const outgoing = this.#outgoing;
    this.#outgoing = [];
    for (const send of outgoing) {
      try {
        send();
      } catch {
        // the connection is closing, and no answer could be sent
      }
    }
  }

  async #follow(): Promise<void> {
    for await (const status of this.connection.status()) {
      if (status.type === 'reconnect') this.#up = true;
      if (status.type === 'disconnect') {
        this.#up = false;
        this.requests.connectionLost();
      }
      if (status.type === 'error' && status.error instanceof errors.PermissionViolationError) {
        this.requests.refused(status.error.subject, status.error);
      }
    }
  }

  /** Follows the connection state; ends when the connection closes. */
  async watch(onChange: (state: 'up' | 'down') => void): Promise<void> {
    for await (const { type } of this.connection.status()) {
      if (type === 'disconnect') onChange('down');
      else if (type === 'reconnect') onChange('up');
    }
  }
}
