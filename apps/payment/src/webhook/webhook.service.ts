import { Injectable } from '@nestjs/common';
import { newId, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { paymentErrors, type paymentRpc } from '@edu/contracts-payment';
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

  /** @throws payment.unknown_psp, payment.bad_signature */
  async receive({
    psp: id,
    body,
    headers,
  }: RpcInput<typeof paymentRpc.receiveWebhook>): Promise<
    RpcOutput<typeof paymentRpc.receiveWebhook>
  > {
    const psp = this.psps.get(id);
    const raw = Buffer.from(body, 'base64');
    const notice = await this.trusted(psp, raw, headers);
    const about = await this.newsOf(psp, notice);
    if (about === undefined) {
      this.received.inc({ psp: psp.id, result: 'ignored' });
      return { received: true };
    }
    const { eventId, type } = notice;
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

  private async trusted(
    psp: Psp,
    raw: Buffer,
    headers: Readonly<Record<string, string>>,
  ): Promise<PspNotice> {
    try {
      return await psp.parseWebhook(raw, headers, this.clock.now());
    } catch (error) {
      this.received.inc({ psp: psp.id, result: 'refused' });
      throw error;
    }
  }

  /**
   * Of what nobody signed one event at a time is kept, and none once the payment is final: otherwise
   * whoever knows a payment could fill the table, and have the psp asked without end.
   *
   * @returns what it is about; undefined when there is nothing to ask
   * @throws payment.bad_signature when it names no payment at this psp
   */
  private async newsOf(
    psp: Psp,
    { unsignedOf, unsignedBy, about }: PspNotice,
  ): Promise<PspNotice['about'] | undefined> {
    if (!unsignedOf && !unsignedBy) return about;
    const [named] = await this.db.query(FIND_NAMED, {
      psp: psp.id,
      paymentId: unsignedOf ?? null,
      digest: unsignedBy ?? null,
      ref: about?.ref ?? null,
    });
    if (!named) {
      this.received.inc({ psp: psp.id, result: 'refused' });
      throw paymentErrors.badSignature();
    }
    const { isOpen, isAsked, ref } = named;
    return isOpen && !isAsked ? { kind: about?.kind ?? 'payment', ref } : undefined;
  }
}
