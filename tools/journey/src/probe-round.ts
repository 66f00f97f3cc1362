import { RESPONSE_HEADER, type RpcArgs, type RpcContract } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { availabilityRpc } from '@edu/contracts-availability';
import { bookingRpc } from '@edu/contracts-booking';
import { notificationRpc } from '@edu/contracts-notification';
import { profileRpc } from '@edu/contracts-profile';
import { searchRpc } from '@edu/contracts-search';
import { ApiClient } from './api-client.ts';
import type { Crowd } from './crowd.ts';

/** What came of one request. */
export interface Probed {
  readonly request: string;
  /** The answer that the contract promises to a good request. */
  readonly ok: boolean;
  /** 0 when no answer came. */
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly ms: number;
}

const DAY = 86_400_000;

/** Asks each service something that it can always answer, reads and writes, each once. */
export class ProbeRound {
  readonly #api: ApiClient;
  readonly #crowd: Crowd;

  constructor(url: string, crowd: Crowd) {
    this.#api = new ApiClient(url, { connections: 512, timeoutMs: 30_000 });
    this.#crowd = crowd;
  }

  ask(): Promise<Probed[]> {
    const [tutor, learner] = [this.#crowd.tutors[0]!, this.#crowd.learners[0]!];
    const day = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
    const week = { id: tutor.id, zone: 'Africa/Abidjan', from: day(1), to: day(7) };
    const { token } = learner;
    return Promise.all([
      this.#one(searchRpc.tutors, { subject: 'maths' }),
      this.#one(availabilityRpc.slots, week),
      this.#one(profileRpc.getListing, { id: tutor.id }),
      this.#one(authRpc.me, {}, token),
      this.#one(bookingRpc.list, {}, token),
      this.#one(notificationRpc.list, {}, token),
      this.#one(notificationRpc.savePreferences, { email: true, sms: false }, token),
    ]);
  }

  async #one<C extends RpcContract>(rpc: C, input: RpcArgs<C>, token?: string): Promise<Probed> {
    const began = Date.now();
    const answer = await this.#api.call(rpc, input, { token }).catch(() => undefined);
    const status = answer?.status ?? 0;
    return {
      request: rpc.subject,
      ok: status === (rpc.http?.status ?? 200),
      status,
      retryAfter: answer?.raw.headers[RESPONSE_HEADER.retryAfter],
      ms: Date.now() - began,
    };
  }

  close(): Promise<void> {
    return this.#api.close();
  }
}
