import { Injectable } from '@nestjs/common';
import { Problem, type RpcInput } from '@edu/contract-kit';
import { availabilityErrors, availabilityRpc } from '@edu/contracts-availability';
import { bookingErrors } from '@edu/contracts-booking';
import { RpcClient } from '@edu/messaging';

type Time = Pick<
  RpcInput<typeof availabilityRpc.quote>,
  'providerId' | 'startsAt' | 'durationMinutes' | 'mode'
>;

/** Many who want one time are refused together: one question is enough for all of them. */
const SHARED_MS = 1_000;
/** A refusal does not wait longer for what only makes it kinder. */
const PATIENCE_MS = 500;

/** What says that nobody can have a time. */
const GONE: ReadonlySet<string> = new Set([
  availabilityErrors.slotNotOffered.code,
  bookingErrors.slotTaken.code,
]);

/** Whether an error says that a time cannot be had. */
export const isGone = (error: unknown): error is Problem =>
  error instanceof Problem && GONE.has(error.code);

/** Free times near those that cannot be had. */
@Injectable()
export class NearestTimes {
  readonly #asked = new Map<string, Promise<string | undefined>>();

  constructor(private readonly rpc: RpcClient) {}

  /** The free start nearest to one that is not, of the same day; undefined where none is known. */
  of({ providerId, startsAt, durationMinutes, mode }: Time): Promise<string | undefined> {
    const time = { providerId, startsAt, durationMinutes, mode };
    const key = JSON.stringify(time);
    const known = this.#asked.get(key);
    if (known) return known;
    const asked = this.#ask(time);
    this.#asked.set(key, asked);
    setTimeout(() => this.#asked.delete(key), SHARED_MS).unref();
    return asked;
  }

  /** The error; one that says that a time cannot be had says as well, as `params.nearest`, which can. */
  async beside(error: unknown, time: Time): Promise<unknown> {
    if (!isGone(error)) return error;
    const nearest = await this.of(time);
    if (!nearest) return error;
    return new Problem({ ...error.toWire(), params: { ...error.params, nearest } }, error);
  }

  async #ask({ startsAt, ...about }: Time): Promise<string | undefined> {
    // A series has two lessons at least; nothing is read of the second.
    const series = { ...about, starts: [startsAt], repeat: { times: 2 } };
    const options = { withActor: false, timeoutMs: PATIENCE_MS };
    try {
      const { lessons } = await this.rpc.call(availabilityRpc.quoteSeries, series, options);
      return lessons[0]?.nearest ?? undefined;
    } catch {
      return undefined;
    }
  }
}
