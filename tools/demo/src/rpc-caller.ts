import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, headers, type NatsConnection } from '@nats-io/transport-node';
import {
  NATS_HEADER,
  Problem,
  type RpcArgs,
  type RpcContract,
  type RpcOutput,
} from '@edu/contract-kit';

const TIMEOUT_MS = 10_000;
/** A call that is refused for now is repeated for so long. */
const RETRY_FOR_MS = 60_000;

/** Calls services straight over NATS, past the gateway and its limits. */
export class RpcCaller {
  readonly #connection: NatsConnection;

  private constructor(connection: NatsConnection) {
    this.#connection = connection;
  }

  /**
   * @param url `nats://user:password@host:port`
   * @param name of the connection, for people who look at the server
   */
  static async connect(url: string, name: string): Promise<RpcCaller> {
    const { host, username, password } = new URL(url);
    const connection = await connect({
      servers: host,
      ...(username && { user: decodeURIComponent(username), pass: decodeURIComponent(password) }),
      name,
    });
    return new RpcCaller(connection);
  }

  /**
   * Repeats a call that is answered with `retryAfter` (503 of a busy service, 429), so it must be
   * safe to repeat.
   *
   * @param token access token of the user in whose name it is
   * @throws Problem that the service answered, when it is final or after 60 s
   */
  async call<C extends RpcContract>(
    rpc: C,
    input: RpcArgs<C>,
    token?: string,
  ): Promise<RpcOutput<C>> {
    const until = performance.now() + RETRY_FOR_MS;
    for (;;) {
      try {
        return await this.#request(rpc, input, token);
      } catch (error) {
        const waitMs = error instanceof Problem && (error.retryAfter ?? NaN) * 1_000;
        if (!waitMs || performance.now() + waitMs > until) throw error;
        await sleep(waitMs);
      }
    }
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  async #request<C extends RpcContract>(
    rpc: C,
    input: RpcArgs<C>,
    token?: string,
  ): Promise<RpcOutput<C>> {
    const hdrs = headers();
    hdrs.set(NATS_HEADER.requestId, randomUUID());
    hdrs.set(NATS_HEADER.timeout, String(TIMEOUT_MS));
    if (token) hdrs.set(NATS_HEADER.actor, token);
    const reply = await this.#connection.request(rpc.subject, JSON.stringify(input), {
      timeout: TIMEOUT_MS,
      headers: hdrs,
    });
    if (reply.headers?.has(NATS_HEADER.problem)) throw new Problem(reply.json());
    return reply.json<RpcOutput<C>>();
  }
}
