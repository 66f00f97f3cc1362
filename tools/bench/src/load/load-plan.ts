/** One request of the load, ready to be sent. */
export interface PlannedRequest {
  /** Milliseconds from the beginning of the load. */
  readonly at: number;
  /** Index of its stream. */
  readonly stream: number;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Bytes of a body of nothing but spaces in its place: too many to be handed around. */
  readonly filler?: number;
  /** The statuses that count as success. */
  readonly expect: readonly number[];
}

/** The input of the generator. */
export interface LoadPlan {
  /** Of the gateway, on this machine. */
  readonly url: string;
  /** In the order in which they arrive. */
  readonly requests: readonly PlannedRequest[];
  readonly warmupMs: number;
  readonly measureMs: number;
}

/** What the generator saw of the requests that were due in the measured time, one entry each. */
export interface LoadResult {
  readonly stream: readonly number[];
  /** From the time at which it was due until the last byte, in milliseconds. */
  readonly latencyMs: readonly number[];
  /** 0 when no answer came. */
  readonly status: readonly number[];
  readonly ok: readonly boolean[];
  /** How much later than due it was sent, in milliseconds: the generator's own stalls. */
  readonly lateMs: readonly number[];
  /** Requests of each stream that were answered, rightly or not, within the measured time. */
  readonly answered: readonly number[];
  /** Most requests under way at one time. */
  readonly maxInFlight: number;
  /** A few answers that were not expected, for people. */
  readonly surprises: readonly string[];
}

export type GeneratorMessage =
  { readonly kind: 'measuring' } | { readonly kind: 'measured' } | GeneratorDone;
interface GeneratorDone {
  readonly kind: 'done';
  readonly result: LoadResult;
}
