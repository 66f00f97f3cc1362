import {
  REQUEST_HEADER,
  type Locale,
  type ProblemDetails,
  type ProblemType,
  type RpcArgs,
  type RpcContract,
  type RpcOutput,
} from '@edu/contract-kit';
import { Pool } from 'undici';
import { Answer, type RawAnswer } from './answer.ts';
import { contractRequest } from './contract-request.ts';

export interface CallOptions {
  /** Access token of the person who asks. */
  readonly token?: string | undefined;
  /** Sent as Idempotency-Key. */
  readonly key?: string | undefined;
  readonly locale?: Locale | undefined;
}

export interface RawRequest {
  readonly method: string;
  /** From the root of the gateway; sent as it is, without any normalisation. */
  readonly path: string;
  /** A header with several values is sent as often. */
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer | undefined;
}

export interface ApiClientOptions {
  /** Sockets at most; as many requests can be under way. */
  readonly connections?: number;
  readonly timeoutMs?: number;
}

/** The gateway's API, called by contract over pooled connections. */
export class ApiClient {
  readonly url: string;
  readonly #pool: Pool;

  constructor(url: string, { connections = 64, timeoutMs = 15_000 }: ApiClientOptions = {}) {
    this.url = url;
    this.#pool = new Pool(url, {
      connections,
      pipelining: 1,
      connect: { timeout: 5_000 },
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    });
  }

  /** Rejects only when no answer came: every status is an answer. */
  async call<C extends RpcContract>(
    rpc: C,
    input: RpcArgs<C>,
    { token, key, locale }: CallOptions = {},
  ): Promise<Answer<C>> {
    const request = contractRequest(rpc, input);
    const answer = await this.send({
      ...request,
      headers: {
        accept: 'application/json',
        ...(request.body !== undefined && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
        ...(key && { [REQUEST_HEADER.idempotencyKey]: key }),
        ...(locale && { [REQUEST_HEADER.acceptLanguage]: locale }),
      },
    });
    return new Answer(rpc, answer);
  }

  /** The output of a call that has to succeed. @throws UnexpectedAnswer */
  async ok<C extends RpcContract>(
    rpc: C,
    input: RpcArgs<C>,
    options?: CallOptions,
  ): Promise<RpcOutput<C>> {
    return (await this.call(rpc, input, options)).ok();
  }

  /** The problem of a call that has to be refused. @throws UnexpectedAnswer */
  async refused<C extends RpcContract>(
    rpc: C,
    input: RpcArgs<C>,
    options: CallOptions,
    type: ProblemType,
  ): Promise<ProblemDetails> {
    return (await this.call(rpc, input, options)).refused(type);
  }

  async send({ method, path, headers, body }: RawRequest): Promise<RawAnswer> {
    const response = await this.#pool.request({
      method,
      path,
      headers: { ...headers },
      body: body ?? null,
    });
    const names = Object.entries(response.headers);
    return {
      request: `${method} ${path}`,
      status: response.statusCode,
      headers: Object.fromEntries(names.map(([name, value]) => [name, String(value)])),
      text: await response.body.text(),
    };
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}
