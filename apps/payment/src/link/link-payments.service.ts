import { Injectable } from '@nestjs/common';
import type { RpcInput, RpcOutput } from '@edu/contract-kit';
import { paymentErrors, type paymentRpc } from '@edu/contracts-payment';
import type { Call } from '@edu/messaging';
import { IntentService } from '../payment/intent.service.ts';
import { PaymentUpdater } from '../payment/payment.updater.ts';
import { WalletService } from '../payment/wallet.service.ts';
import { PaymentDb } from '../payment.db.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { isCard } from '../quote/quotes.service.ts';
import { chargeOf } from '../terms/terms.domain.ts';
import { toLinkPayment } from './link.row.ts';
import { Links } from './links.ts';

/** How somebody pays who was given a link, and may be anybody. */
@Injectable()
export class LinkPayments {
  constructor(
    private readonly db: PaymentDb,
    private readonly links: Links,
    private readonly psps: PspRegistry,
    private readonly intents: IntentService,
    private readonly updater: PaymentUpdater,
    private readonly wallets: WalletService,
  ) {}

  /** @throws payment.link_over, and what opening a payment throws */
  async pay(
    { token, ...input }: RpcInput<typeof paymentRpc.payLink>,
    { country, locale }: Call,
  ): Promise<RpcOutput<typeof paymentRpc.payLink>> {
    const bill = await this.links.bill(token, input.quoteId);
    const asked = { country, ...input.payer };
    const toPay = chargeOf(bill);
    const psp = input.psp ? this.psps.get(input.psp) : this.psps.defaultFor(toPay, asked);
    if (bill.quoted && !isCard(psp)) throw paymentErrors.amountNotTaken();
    const payer = await this.intents.payerOf(toPay, psp, asked, locale);
    const isChosen = input.psp !== undefined || bill.quoted !== undefined;
    const { payment, intent } = await this.intents.open(bill, psp, {
      ...{ payer, isChosen, from: country },
    });
    const { row } = await this.db.tx((tx) => this.updater.apply(tx, payment.id, intent));
    return { ...toLinkPayment(row), next: intent.next };
  }

  /** @throws payment.link_over, and what asking about one's own wallet throws */
  async wallet(
    { token, ...asked }: RpcInput<typeof paymentRpc.linkWallet>,
    { locale }: Call,
  ): Promise<RpcOutput<typeof paymentRpc.linkWallet>> {
    return this.wallets.of(await this.links.bill(token), asked, locale);
  }
}
