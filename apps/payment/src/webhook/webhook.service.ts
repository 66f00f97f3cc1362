import { Injectable } from '@nestjs/common';
import { newId, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import type { paymentRpc } from '@edu/contracts-payment';
import { Scheduler } from '@edu/persistence';
import { Log } from '@edu/service';
import { DueRows } from '../due-rows.queries.ts';
import { PaymentDb } from '../payment.db.ts';
import { PaymentProviders } from '../provider/provider.registry.ts';
import { EventProcessor } from './event.processor.ts';
import { REMEMBER } from './webhook.sql.ts';

/** Takes events in and answers at once; the work is done from the table. */
@Injectable()
export class WebhookService {
  private readonly wake: () => void;

  constructor(
    private readonly db: PaymentDb,
    private readonly providers: PaymentProviders,
    private readonly log: Log,
    processor: EventProcessor,
    due: DueRows,
    scheduler: Scheduler,
  ) {
    this.wake = scheduler.every(due.everyMs, 'process provider events', () =>
      due.each('provider_event', (id) => processor.process(id)),
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
    const { eventId, type, about } = provider.parseWebhook(raw, headers);
    const rows = await this.db.query<{ kind: string | null }>(REMEMBER, [
      newId(),
      id,
      eventId,
      type,
      about?.kind ?? null,
      about?.ref ?? null,
      raw.toString(),
    ]);
    if (rows[0]?.kind) this.wake();
    this.log.info({ eventId, type, first: rows.length > 0 }, 'provider event received');
    return { received: true };
  }
}
