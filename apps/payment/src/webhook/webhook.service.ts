import { Injectable } from '@nestjs/common';
import { newId, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { paymentErrors, pspWebhooks, type paymentRpc } from '@edu/contracts-payment';
import { Clock, Log } from '@edu/service';
import { Counter, Registry } from 'prom-client';
import { PaymentDb } from '../payment.db.ts';
import type { Psp, PspNotice } from '../psp/psp.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { PspEventProcessor } from './psp-event.processor.ts';
import { FIND_NAMED, STORE_PSP_EVENT } from './webhook.sql.ts';

/** Takes events in and answers at once; the work is done from the table. */
@Injectable()
export class WebhookService {
  private readonly received: Counter<'psp' | 'result'>;

  constructor(
    private readonly db: PaymentDb,
    private readonly psps: PspRegistry,
    private readonly log: Log,
    private readonly processor: PspEventProcessor,
    private readonly clock: Clock,
    registry: Registry,
  ) {
    this.received = new Counter({
      name: 'edu_webhooks_total',
      help: 'Psp events, by result (accepted, duplicate, ignored, refused)',
      labelNames: ['psp', 'result'],
      registers: [registry],
    });
  }

  /** @throws payment.unknown_psp, payment.bad_signature for all that is refused, whatever is wrong with it */
  async receive({
    psp: id,
    body,
    headers,
  }: RpcInput<typeof paymentRpc.receiveWebhook>): Promise<
    RpcOutput<typeof paymentRpc.receiveWebhook>
  > {
    const psp = this.psps.get(id);
    const { signature, maxBytes } = pspWebhooks.get(psp.id)!;
    const raw = Buffer.from(body, 'base64');
    const notice =
      raw.length > maxBytes ? null : await psp.parseWebhook(raw, headers, this.clock.now());
    const news = signature ? notice : await this.newsOf(psp, notice);
    if (!notice || !news) {
      this.received.inc({ psp: psp.id, result: 'refused' });
      throw paymentErrors.badSignature();
    }
    const { eventId, type } = notice;
    const { about } = news;
    if (about === undefined) {
      this.received.inc({ psp: psp.id, result: 'ignored' });
      return { received: true };
    }
    const rows = await this.db.query(STORE_PSP_EVENT, {
      ...{ id: newId(), psp: psp.id, eventId, type },
      kind: about?.kind ?? null,
      ref: about?.ref ?? null,
    });
    this.received.inc({ psp: psp.id, result: rows.length > 0 ? 'accepted' : 'duplicate' });
    if (rows[0]?.kind) this.processor.wake();
    this.log.info({ eventId, type, first: rows.length > 0 }, 'psp event received');
    return { received: true };
  }

  /**
   * Of what nobody signed one event at a time is kept, and none once the payment is final: otherwise
   * whoever knows a payment could fill the table, and have the psp asked without end. What cannot be read
   * is looked for like what can, so that its refusal takes as long.
   *
   * @returns what it is about, undefined when there is nothing to ask; null when it names none of ours at this psp
   */
  private async newsOf(
    psp: Psp,
    notice: PspNotice | null,
  ): Promise<{ readonly about: PspNotice['about'] | undefined } | null> {
    const [named] = await this.db.query(FIND_NAMED, {
      psp: psp.id,
      id: notice?.unsignedOf ?? null,
      digest: notice?.unsignedBy ?? null,
      ref: notice?.about?.ref ?? null,
    });
    if (!named) return null;
    const { kind, ref, isOpen, isAsked } = named;
    return { about: isOpen && !isAsked ? { kind, ref } : undefined };
  }
}
