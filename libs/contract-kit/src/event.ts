import { z } from 'zod';
import { tolerantOf } from './open-enum.ts';
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

/** What its service writes. */
export type EventInput<E extends EventContract> = z.input<E['data']>;
/** What a consumer gets. */
export type EventData<E extends EventContract> = z.output<E['data']>;

/** What travels through JetStream, as JSON. */
export const EventEnvelope = z
  .object({
    id: Id.describe('The event; a consumer that has seen it does nothing again.'),
    type: z.string().describe('Its subject, as in `evt.booking.created.v1`.'),
    at: Instant.describe('When it was written.'),
    aggregateId: z.string().describe('The thing whose events stay in order.'),
    sequence: z
      .int()
      .describe('Position among the events of its aggregate’s service: larger is later.'),
    requestId: z.string().optional().describe('The request that caused it.'),
    traceparent: z.string().optional().describe('The trace that it belongs to (W3C).'),
    data: z.unknown().describe('The fact, as the contract of its type declares it.'),
  })
  .meta({ id: 'EventEnvelope', description: 'An event on its way.' });
export type EventEnvelope<E extends EventContract = EventContract> = Omit<
  z.infer<typeof EventEnvelope>,
  'data'
> & { readonly data: EventData<E> };

/**
 * The data of an event for who follows it: values of open enums that are not known here are taken as
 * they came.
 *
 * @throws ZodError about what does not match the contract
 */
export function readEvent<E extends EventContract>(contract: E, data: unknown): EventData<E> {
  return tolerantOf(contract.data).parse(data) as EventData<E>;
}

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
