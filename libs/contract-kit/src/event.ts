import { z } from 'zod';
import { Id, Instant } from './schemas.ts';

export interface EventContract<D extends z.ZodType = z.ZodType> {
  readonly subject: string;
  /** The service that publishes it. */
  readonly service: string;
  readonly summary: string;
  /** Ids and facts, no personal data. New fields may be added; none is ever removed or renamed. */
  readonly data: D;
  /** The field of `data` whose events stay in order. */
  readonly aggregate: string;
}

export type EventData<E extends EventContract> = z.output<E['data']>;

/** What travels through JetStream, as JSON. */
export const EventEnvelope = z.object({
  id: Id,
  type: z.string(),
  at: Instant,
  aggregateId: z.string(),
  /** Position among the events of its aggregate's service: larger is later. */
  sequence: z.int(),
  requestId: z.string().optional(),
  traceparent: z.string().optional(),
  data: z.unknown(),
});
export type EventEnvelope<E extends EventContract = EventContract> = Omit<
  z.infer<typeof EventEnvelope>,
  'data'
> & { readonly data: EventData<E> };

const SUBJECT = /^evt\.([a-z][a-z0-9-]*)\.[a-z][a-z0-9_]*\.v[1-9]\d*$/;

/** Declares a fact in the past tense: `evt.<service>.<event>.v<n>`. */
export function defineEvent<D extends z.ZodObject>(
  subject: string,
  options: { summary: string; data: D; aggregate: keyof z.output<D> & string },
): EventContract<D> {
  const service = SUBJECT.exec(subject)?.[1];
  if (!service) throw new TypeError(`${subject} is not evt.<service>.<event>.v<n>`);
  return Object.freeze({ ...options, subject, service });
}
