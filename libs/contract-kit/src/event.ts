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
  /** Of an event that is about several things: the list of `data`, and the field of its items. */
  readonly members?: EventMembers | undefined;
}

/** Events of each of these things stay in order with this one, too. */
export interface EventMembers {
  readonly list: string;
  readonly id: string;
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

/** Everything whose events stay in order with this one. Its data need not match the contract. */
export function aggregatesOf(
  { members }: Pick<EventContract, 'members'>,
  { aggregateId, data }: Pick<EventEnvelope, 'aggregateId'> & { readonly data?: unknown },
): string[] {
  const list = members && (data as Record<string, unknown> | null | undefined)?.[members.list];
  if (!members || !Array.isArray(list)) return [aggregateId];
  const ids = list.map((item: Record<string, unknown> | null) => String(item?.[members.id]));
  return [...new Set([aggregateId, ...ids])];
}

const SUBJECT = /^evt\.([a-z][a-z0-9-]*)\.[a-z][a-z0-9_]*\.v[1-9]\d*$/;

/** Declares a fact in the past tense: `evt.<service>.<event>.v<n>`. */
export function defineEvent<D extends z.ZodObject>(
  subject: string,
  options: {
    summary: string;
    data: D;
    aggregate: keyof z.output<D> & string;
    members?: { list: keyof z.output<D> & string; id: string };
  },
): EventContract<D> {
  const service = SUBJECT.exec(subject)?.[1];
  if (!service) throw new TypeError(`${subject} is not evt.<service>.<event>.v<n>`);
  return Object.freeze({ ...options, subject, service });
}
