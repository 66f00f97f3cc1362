import { createInbox, type Msg, type MsgHdrs, type PublishOptions } from '@nats-io/transport-node';
import { platformErrors } from '@edu/contract-kit';

/** What requests need of a connection. */
interface RequestLine {
  readonly connected: boolean;
  publish(subject: string, payload: string, options: PublishOptions): void;
  subscribe(subject: string, options: SubscribeOptions): unknown;
}

interface SubscribeOptions {
  readonly handle: (message: Msg) => void;
  readonly onError: (error: unknown) => void;
}

interface Waiting {
  readonly subject: string;
  readonly timer: NodeJS.Timeout;
  resolve(reply: Msg | undefined): void;
  reject(error: Error): void;
}

export interface RequestOptions {
  readonly headers: MsgHdrs;
  readonly timeoutMs: number;
}

/**
 * Requests under way on a connection, each with an inbox of its own below one subscription. The
 * client's own `request` captures two stack traces for every answer that comes, which costs more
 * than the rest of it; and here a lost connection ends the waiting at once.
 */
export class Requests {
  readonly #nats: RequestLine;
  readonly #waiting = new Map<string, Waiting>();
  readonly #inbox: string;
  #last = 0;

  constructor(nats: RequestLine, inboxPrefix: string) {
    this.#nats = nats;
    this.#inbox = createInbox(inboxPrefix);
    nats.subscribe(`${this.#inbox}.*`, {
      handle: (message) => this.#settle(message),
      onError: () => undefined, // the request times out
    });
  }

  /**
   * @returns the reply, or undefined when nobody listens to the subject
   * @throws Problem platform.timeout, platform.unavailable when the connection is lost
   */
  ask(
    subject: string,
    payload: string,
    { headers, timeoutMs }: RequestOptions,
  ): Promise<Msg | undefined> {
    return new Promise((resolve, reject) => {
      if (!this.#nats.connected) throw platformErrors.unavailable();
      const reply = `${this.#inbox}.${++this.#last}`;
      this.#nats.publish(subject, payload, { headers, reply });
      const timer = setTimeout(() => {
        this.#waiting.delete(reply);
        reject(platformErrors.timeout());
      }, timeoutMs);
      this.#waiting.set(reply, { subject, timer, resolve, reject });
    });
  }

  /** Nothing that was asked is answered any more. */
  connectionLost(): void {
    this.#giveUp(() => true, platformErrors.unavailable());
  }

  /** The server does not let us ask this. */
  refused(subject: string, error: Error): void {
    this.#giveUp((waiting) => waiting.subject === subject, error);
  }

  #settle(message: Msg): void {
    const waiting = this.#waiting.get(message.subject);
    if (!waiting) return; // too late
    this.#waiting.delete(message.subject);
    clearTimeout(waiting.timer);
    const nobody = message.data.length === 0 && message.headers?.code === NO_RESPONDERS;
    waiting.resolve(nobody ? undefined : message);
  }

  #giveUp(isMeant: (waiting: Waiting) => boolean, error: Error): void {
    for (const [reply, waiting] of this.#waiting) {
      if (!isMeant(waiting)) continue;
      this.#waiting.delete(reply);
      clearTimeout(waiting.timer);
      waiting.reject(error);
    }
  }
}

/** Status of the server's own reply. */
const NO_RESPONDERS = 503;
