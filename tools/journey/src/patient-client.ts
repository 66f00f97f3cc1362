import { setTimeout as sleep } from 'node:timers/promises';
import { RESPONSE_HEADER, type RpcArgs, type RpcContract } from '@edu/contract-kit';
import type { Answer } from './answer.ts';
import type { ApiClient, CallOptions } from './api-client.ts';
import type { ClientLog } from './client-log.ts';

/** A client without a final answer gives up after so long. */
const RETRY_FOR_MS = 40_000;
const FIRST_WAIT_MS = 100;
const MAX_WAIT_MS = 1_000;

/**
 * Asks as a good client does: whatever is no final answer (no answer at all, 5xx, 429, a key in
 * flight, a contended slot) is asked again, with the same Idempotency-Key, a little later each time.
 */
export class PatientClient {
  readonly #api: ApiClient;
  readonly #log: ClientLog;

  constructor(api: ApiClient, log: ClientLog) {
    this.#api = api;
    this.#log = log;
  }

  /** @throws the last failure when the platform says nothing final in time */
  async call<C extends RpcContract>(
    rpc: C,
    input: RpcArgs<C>,
    options: CallOptions,
  ): Promise<Answer<C>> {
    const until = Date.now() + RETRY_FOR_MS;
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, MAX_WAIT_MS)) {
      const last = Date.now() > until;
      this.#log.requests++;
      const from = Date.now();
      const trouble = (what: string) =>
        this.#log.trouble({ from, to: Date.now(), request: rpc.subject, what });
      try {
        const answer = await this.#api.call(rpc, input, options);
        if (last || isFinal(answer)) return answer;
        trouble(String(answer.status));
      } catch (error) {
        trouble((error as { code?: string }).code ?? String(error));
        if (last) throw error;
      }
      await sleep(wait);
    }
  }
}

/** With `Retry-After` even a 409 means: not now. */
function isFinal({ status, raw }: Answer<RpcContract>): boolean {
  return (
    status < 500 && status !== 429 && !(status === 409 && raw.headers[RESPONSE_HEADER.retryAfter])
  );
}
