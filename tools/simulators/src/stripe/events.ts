import { createHmac } from 'node:crypto';
import type { Deliveries, DeliveriesOptions } from '../kit/deliveries.ts';
import { alphanumericId } from '../kit/ids.ts';
import type { RequestOrigin } from './stripe-objects.ts';

/** The API version the pinned SDK (stripe 23.1) sends and expects. */
export const STRIPE_API_VERSION = '2026-10-28.endive';

/** Hands what happened to the webhook deliveries, in the caller's transaction. */
export class Events {
  private readonly deliveries: Deliveries;

  constructor(deliveries: Deliveries) {
    this.deliveries = deliveries;
  }

  record(
    type: string,
    object: object,
    origin: RequestOrigin,
    previous?: Record<string, unknown>,
  ): void {
    const id = alphanumericId('evt_1', 23);
    const event = {
      id,
      object: 'event',
      api_version: STRIPE_API_VERSION,
      created: Math.floor(Date.now() / 1_000),
      data: { object, ...(previous && { previous_attributes: previous }) },
      livemode: false,
      pending_webhooks: 1,
      request: { id: origin.id, idempotency_key: origin.idempotencyKey },
      type,
    };
    this.deliveries.enqueue({ id, type, body: JSON.stringify(event, null, 2) });
  }
}

/**
 * The `Stripe-Signature` header: HMAC-SHA256 of `<seconds>.<raw body>` with the endpoint's secret,
 * https://docs.stripe.com/webhooks#verify-manually.
 */
export function signWebhook(body: string, secret: string, seconds: number): string {
  const v1 = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${v1}`;
}

export const signEvent: DeliveriesOptions['sign'] = ({ body, secret, seconds }) => ({
  'content-type': 'application/json; charset=utf-8',
  'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
  accept: '*/*; q=0.5, application/xml',
  'cache-control': 'no-cache',
  ...(secret !== '' && { 'stripe-signature': signWebhook(body, secret, seconds) }),
});
