import { alphanumericId } from '../storage/ids.ts';
import type { Condition, StripeEvent, StripeStore } from './stripe-store.ts';
import type { WebhookDeliveries } from './webhook-deliveries.ts';

/** The API version the pinned SDK (stripe 23.1) sends and expects. */
export const STRIPE_API_VERSION = '2026-10-28.endive';

/** The request being served; who caused an event or a charge. */
export interface RequestOrigin {
  id: string | null;
  idempotencyKey: string | null;
  /** Set when the request charged, captured or refunded. */
  movedMoney: boolean;
}

/** The origin of what happens without a request, such as a payment that settles later. */
export function noRequest(): RequestOrigin {
  return { id: null, idempotencyKey: null, movedMoney: false };
}

/** Records what happened and hands it to the webhook deliveries, in the caller's transaction. */
export class Events {
  private readonly store: StripeStore;
  private readonly deliveries: WebhookDeliveries;

  constructor(store: StripeStore, deliveries: WebhookDeliveries) {
    this.store = store;
    this.deliveries = deliveries;
  }

  record(
    type: string,
    object: object,
    origin: RequestOrigin,
    previous?: Record<string, unknown>,
  ): void {
    const event: StripeEvent = {
      id: alphanumericId('evt_1', 23),
      object: 'event',
      api_version: STRIPE_API_VERSION,
      created: Math.floor(Date.now() / 1_000),
      data: { object, ...(previous && { previous_attributes: previous }) },
      livemode: false,
      pending_webhooks: this.deliveries.endpoint.url === null ? 0 : 1,
      request: { id: origin.id, idempotency_key: origin.idempotencyKey },
      type,
    };
    this.store.put('event', event);
    this.deliveries.enqueue(event);
  }

  /** The event with `pending_webhooks` as it is now. */
  withPending(event: StripeEvent): StripeEvent {
    const row = this.store
      .sql(
        "SELECT count(*) AS n FROM deliveries WHERE event_id = ? AND copy = 0 AND state <> 'delivered'",
      )
      .get(event.id);
    return { ...event, pending_webhooks: Number(row?.['n']) };
  }
}

/**
 * The `delivery_success` filter: whether every webhook of the event was delivered. Dropped,
 * pending and given-up deliveries all count as not delivered.
 */
export function deliverySuccess(success: boolean): Condition {
  return {
    sql: `${success ? 'NOT ' : ''}EXISTS (SELECT 1 FROM deliveries d
          WHERE d.event_id = o.id AND d.copy = 0 AND d.state <> 'delivered')`,
    values: [],
  };
}

/** The `type` and `types` filters; `*` stands for any text, as in `charge.*`. */
export function typeIn(types: readonly string[]): Condition {
  return {
    sql: `(${types.map(() => "json_extract(o.json, '$.type') GLOB ?").join(' OR ')})`,
    values: types.map((type) => type.replace(/[[?]/g, '')),
  };
}
