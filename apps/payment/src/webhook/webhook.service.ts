import { Injectable } from '@nestjs/common';
import { newId, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import type { paymentRpc } from '@edu/contracts-payment';
import { Log } from '@edu/service';
import { Counter, Registry } from 'prom-client';
import { DueRows } from '../due-rows.queries.ts';
import { PaymentDb } from '../payment.db.ts';
import type { PaymentProvider, ProviderNotice } from '../provider/payment-provider.ts';
import { PaymentProviders } from '../provider/provider.registry.ts';
import { EventProcessor } from './event.processor.ts';
import { REMEMBER } from './webhook.sql.ts';

/** Takes events in and answers at once; the work is done from the table. */
@Injectable()
export class WebhookService {
  private readonly wake: () => void;
  private readonly received: Counter<'provider' | 'result'>;

  constructor(
    private readonly db: PaymentDb,
    private readonly providers: PaymentProviders,
    private readonly log: Log,
    processor: EventProcessor,
    due: DueRows,
    registry: Registry,
  ) {
    this.received = new Counter({
      name: 'edu_webhooks_total',
      help: 'Provider events, by result (accepted, duplicate, refused)',
      labelNames: ['provider', 'result'],
      registers: [registry],
    });
    this.wake = due.follow('provider_event', 'process provider events', (id) =>
      processor.process(id),
    );
  }

  /** @throws payment.unknown_provider, payment.bad_signature */
  async receive({
    provider: id,
    body,
    headers,
  }: RpcInput<typeof paymentRpc.receiveWebhook>): Promise<
    RpcOutput<typeof paymentRpc.receiveWebhook>
  > {
    const provider = this.providers.get(id);
    const raw = Buffer.from(body, 'base64');
    const { eventId, type, about } = this.parse(provider, raw, headers);
    const rows = await this.db.query<{ kind: string | null }>(REMEMBER, [
      newId(),
      id,
      eventId,
      type,
      about?.kind ?? null,
      about?.ref ?? null,
      raw.toString(),
    ]);
    this.received.inc({ provider: id, result: rows.length > 0 ? 'accepted' : 'duplicate' });
    if (rows[0]?.kind) this.wake();
    this.log.info({ eventId, type, first: rows.length > 0 }, 'provider event received');
    return { received: true };
  }

  private parse(
    provider: PaymentProvider,
    raw: Buffer,
    headers: Readonly<Record<string, string>>,
  ): ProviderNotice {
    try {
      return provider.parseWebhook(raw, headers);
    } catch (error) {
      this.received.inc({ provider: provider.id, result: 'refused' });
      throw error;
    }
  }
}
