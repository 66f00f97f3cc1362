import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { paymentRpc } from '@edu/contracts-payment';
import { Handle, type Call } from '@edu/messaging';
import { LinkPayments } from './link-payments.service.ts';
import { LinkRequests } from './link-requests.service.ts';
import { OwnLinks } from './own-links.service.ts';

@Controller()
export class LinkController {
  constructor(
    private readonly own: OwnLinks,
    private readonly requests: LinkRequests,
    private readonly payments: LinkPayments,
  ) {}

  @Handle(paymentRpc.createLink)
  create(input: RpcInput<typeof paymentRpc.createLink>, call: Call) {
    return this.own.make(input, call);
  }

  @Handle(paymentRpc.links)
  list(input: RpcInput<typeof paymentRpc.links>, call: Call) {
    return this.own.list(input, call);
  }

  @Handle(paymentRpc.withdrawLink)
  withdraw(input: RpcInput<typeof paymentRpc.withdrawLink>, call: Call) {
    return this.own.withdraw(input, call);
  }

  @Handle(paymentRpc.openLink)
  open(input: RpcInput<typeof paymentRpc.openLink>, call: Call) {
    return this.requests.open(input, call);
  }

  @Handle(paymentRpc.payLink)
  pay(input: RpcInput<typeof paymentRpc.payLink>, call: Call) {
    return this.payments.pay(input, call);
  }

  @Handle(paymentRpc.linkQuote)
  quote(input: RpcInput<typeof paymentRpc.linkQuote>) {
    return this.requests.quote(input);
  }

  @Handle(paymentRpc.linkWallet)
  wallet(input: RpcInput<typeof paymentRpc.linkWallet>, call: Call) {
    return this.payments.wallet(input, call);
  }
}
