import { newId, type EventContract, type EventInput } from '@edu/contract-kit';
import { currentCall } from '@edu/messaging';

/** A row of the table `outbox`, as JSON for `INSERT_EVENTS`. */
export interface OutboxRow {
  readonly id: string;
  readonly subject: string;
  readonly aggregate_id: string;
  readonly data: unknown;
  readonly request_id: string | null;
  readonly traceparent: string | null;
}

/**
 * The outbox row of an event, for statements that write state and event at once. The data is
 * checked against the contract: a wrong event is our bug and must not leave.
 */
export function outboxRow<E extends EventContract>(event: E, data: EventInput<E>): OutboxRow {
  const parsed = event.data.parse(data) as Record<string, unknown>;
  const call = currentCall();
  return {
    id: newId(),
    subject: event.subject,
    aggregate_id: String(parsed[event.aggregate]),
    data: parsed,
    request_id: call?.requestId ?? null,
    traceparent: call?.trace.traceparent ?? null,
  };
}

/**
 * Inserts the rows of one jsonb array parameter; usable inside a CTE.
 *
 * @param from what the parameter is a column of, as `first` in an `idempotentStatement`
 */
export const insertEvents = (parameter: string, from?: string) => `
  INSERT INTO outbox (id, subject, aggregate_id, data, request_id, traceparent)
  SELECT id, subject, aggregate_id, data, request_id, traceparent
  FROM ${from ? `${from}, ` : ''}jsonb_to_recordset(${parameter}) AS row(
    id uuid, subject text, aggregate_id text, data jsonb, request_id text, traceparent text)`;
