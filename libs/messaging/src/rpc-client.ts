import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Msg } from '@nats-io/transport-node';
import {
  NATS_HEADER,
  platformErrors,
  Problem,
  type RpcArgs,
  type RpcContract,
  type RpcOutput,
} from '@edu/contract-kit';
import { Call, currentCall, DEFAULT_TIMEOUT_MS } from './call.ts';
import { Nats } from './nats.ts';
import { type TraceContext, Tracing } from '@edu/observability';
import { callHeaders, replyProblem, setIfMatch, setOrigin, setTimeLeft } from './wire.ts';

/** Subtracted from the caller's deadline, so that our time-out still reaches it. */
const DEADLINE_MARGIN_MS = 20;
/** A service that restarts is gone this long; asking again once hides it. */
const NO_RESPONDER_RETRY_MS = 150;

export interface RpcCallOptions {
  /** Milliseconds; never longer than the deadline of the call being handled. */
  readonly timeoutMs?: number;
  /** In place of the call being handled: used by the edge, which starts calls. */
  readonly call?: Call;
  /** False where the answer is the same for everybody: the user's token does not go along then. */
  readonly withActor?: boolean;
}

/** A reply whose JSON has not been parsed. */
export interface RawReply {
  readonly body: Uint8Array;
  /** True when the answer was stored by an earlier call with the same Idempotency-Key. */
  readonly replayed: boolean;
  /** Of what is answered, where the contract says that it has one. */
  readonly version: string | undefined;
}

/** Calls other services by contract. Trace, deadline, actor and request id go along. */
@Injectable()
export class RpcClient {
  readonly #nats: Nats;
  readonly #tracing: Tracing;

  constructor(nats: Nats, tracing = Tracing.off) {
    this.#nats = nats;
    this.#tracing = tracing;
  }

  /**
   * @throws Problem that the service answered, platform.timeout, platform.unavailable
   */
  async call<C extends RpcContract>(
    rpc: C,
    input: RpcArgs<C>,
    options?: RpcCallOptions,
  ): Promise<RpcOutput<C>> {
    const reply = await this.#request(rpc, JSON.stringify(input), options);
    return reply.json<RpcOutput<C>>();
  }

  /** Like `call` for an input that is already valid JSON, and without parsing the answer. */
  async forward(rpc: RpcContract, input: string, options?: RpcCallOptions): Promise<RawReply> {
    const reply = await this.#request(rpc, input, options);
    return {
      body: reply.data,
      replayed: reply.headers?.has(NATS_HEADER.replayed) ?? false,
      version: reply.headers?.get(NATS_HEADER.version) || undefined,
    };
  }

  async #request(rpc: RpcContract, input: string, options: RpcCallOptions = {}): Promise<Msg> {
    const call = options.call ?? currentCall() ?? new Call();
    if (!this.#tracing.wants(call.trace)) return this.#send(rpc, input, call, call.trace, options);
    const trace = call.trace.child();
    const span = {
      kind: 'client',
      name: rpc.subject,
      startedAt: performance.now(),
      attributes: { 'rpc.system': 'nats', 'rpc.method': rpc.subject },
    } as const;
    try {
      const reply = await this.#send(rpc, input, call, trace, options);
      this.#tracing.record(trace, span);
      return reply;
    } catch (error) {
      const { code } = error instanceof Problem ? error : platformErrors.internal();
      this.#tracing.record(trace, { ...span, error: code });
      throw error;
    }
  }

  async #send(
    rpc: RpcContract,
    input: string,
    call: Call,
    trace: TraceContext,
    options: RpcCallOptions,
  ): Promise<Msg> {
    const deadline = Math.min(
      Date.now() + (options.timeoutMs ?? DEFAULT_TIMEOUT_MS),
      call.deadline - DEADLINE_MARGIN_MS,
    );
    const { withActor = true } = options;
    const headers = callHeaders(call, { trace, withActor });
    if (rpc.origin) setOrigin(headers, call);
    if (rpc.version === 'checked') setIfMatch(headers, call);
    for (let attempt = 1; ; attempt++) {
      const timeoutMs = deadline - Date.now();
      if (timeoutMs <= 0) throw platformErrors.timeout();
      setTimeLeft(headers, timeoutMs);
      const reply = await this.#nats.requests.ask(rpc.subject, input, { headers, timeoutMs });
      if (reply) {
        const problem = replyProblem(reply);
        if (problem) throw problem;
        return reply;
      }
      // Nobody received it, so asking again cannot do anything twice.
      if (attempt === 3) throw platformErrors.unavailable();
      await sleep(NO_RESPONDER_RETRY_MS * attempt);
    }
  }
}
