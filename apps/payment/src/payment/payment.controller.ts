import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { paymentRpc } from '@edu/contracts-payment';
import { Handle, type Call } from '@edu/messaging';
import { PaymentService } from './payment.service.ts';
import { WalletService } from './wallet.service.ts';

@Controller()
export class PaymentController {
  constructor(
    private readonly payments: PaymentService,
    private readonly wallets: WalletService,
  ) {}

  @Handle(paymentRpc.createIntent)
  createIntent(input: RpcInput<typeof paymentRpc.createIntent>, call: Call) {
    return this.payments.createIntent(input, call);
  }

  @Handle(paymentRpc.ways)
  ways(input: RpcInput<typeof paymentRpc.ways>, call: Call) {
    return this.payments.ways(input, call);
  }

  @Handle(paymentRpc.quote)
  quote(input: RpcInput<typeof paymentRpc.quote>, call: Call) {
    return this.payments.quote(input, call);
  }

  @Handle(paymentRpc.getWallet)
  getWallet(input: RpcInput<typeof paymentRpc.getWallet>, call: Call) {
    return this.wallets.get(input, call);
  }

  @Handle(paymentRpc.get)
  get({ id }: RpcInput<typeof paymentRpc.get>, call: Call) {
    return this.payments.get(id, call.actor);
  }

  @Handle(paymentRpc.list)
  list(input: RpcInput<typeof paymentRpc.list>, call: Call) {
    return this.payments.list(input, call.actor);
  }
}
