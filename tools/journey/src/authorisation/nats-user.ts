import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { NATS_HEADER, type WireProblem } from '@edu/contract-kit';
import { natsOptions } from '@edu/infrastructure';
import { connect, headers, type NatsConnection } from '@nats-io/transport-node';

const TIMEOUT_MS = 10_000;

/** What a service answered, or that the server did not let the message through. */
export type NatsAnswer =
  | { readonly kind: 'answer'; readonly problem: WireProblem | undefined }
  | { readonly kind: 'denied' };

/** A connection as one user of the NATS server, with that user's permissions. */
export class NatsUser {
  readonly name: string;
  readonly #connection: NatsConnection;
  /** Who waits for an answer, by subject. */
  readonly #waiting = new Map<string, Set<() => void>>();

  private constructor(name: string, connection: NatsConnection) {
    this.name = name;
    this.#connection = connection;
    void this.#watch();
  }

  static async connect(name: string, url: string): Promise<NatsUser> {
    const inboxPrefix = `_INBOX_${name}`;
    return new NatsUser(name, await connect({ ...natsOptions(url), name: 'proof', inboxPrefix }));
  }

  async call(subject: string, input: unknown, token: string | undefined): Promise<NatsAnswer> {
    const hdrs = headers();
    hdrs.set(NATS_HEADER.requestId, randomUUID());
    hdrs.set(NATS_HEADER.idempotencyKey, randomUUID());
    hdrs.set(NATS_HEADER.timeout, String(TIMEOUT_MS));
    if (token) hdrs.set(NATS_HEADER.actor, token);
    const denied = Promise.withResolvers<NatsAnswer>();
    const onDenied = () => denied.resolve({ kind: 'denied' });
    const waiting = this.#waiting.get(subject) ?? new Set();
    this.#waiting.set(subject, waiting.add(onDenied));
    const answered = this.#connection
      .request(subject, JSON.stringify(input), { timeout: TIMEOUT_MS, headers: hdrs })
      .then(
        (reply): NatsAnswer => ({
          kind: 'answer',
          problem: reply.headers?.has(NATS_HEADER.problem) ? reply.json<WireProblem>() : undefined,
        }),
        async (error: unknown): Promise<NatsAnswer> => {
          // The refusal may come just after the client has given up on the request.
          await sleep(50);
          throw new Error(`${subject} was neither answered nor denied`, { cause: error });
        },
      );
    try {
      return await Promise.race([denied.promise, answered]);
    } finally {
      waiting.delete(onDenied);
      answered.catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  async #watch(): Promise<void> {
    for await (const status of this.#connection.status()) {
      const { error } = status as { error?: { operation?: string; subject?: string } };
      if (error?.operation !== 'publish') continue;
      for (const onDenied of this.#waiting.get(error.subject!) ?? []) onDenied();
    }
  }
}
