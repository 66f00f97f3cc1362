import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { paymentRpc } from '@edu/contracts-payment';
import { Handle, type Call } from '@edu/messaging';
import { OwnPayouts } from './own-payouts.service.ts';
import { PayoutAccounts } from './payout-accounts.service.ts';
import { PayoutDecisions } from './payout-decisions.service.ts';

@Controller()
export class PayoutController {
  constructor(
    private readonly own: OwnPayouts,
    private readonly accounts: PayoutAccounts,
    private readonly decisions: PayoutDecisions,
  ) {}

  @Handle(paymentRpc.payouts)
  list(input: RpcInput<typeof paymentRpc.payouts>, call: Call) {
    return this.own.list(input, call.actor);
  }

  @Handle(paymentRpc.setPayoutAccount)
  setAccount(input: RpcInput<typeof paymentRpc.setPayoutAccount>, call: Call) {
    return this.accounts.set(input, call);
  }

  @Handle(paymentRpc.removePayoutAccount)
  removeAccount(input: RpcInput<typeof paymentRpc.removePayoutAccount>, call: Call) {
    return this.accounts.remove(input, call);
  }

  @Handle(paymentRpc.staffPayouts)
  listForStaff() {
    return this.decisions.list();
  }

  @Handle(paymentRpc.approvePayout)
  approve(input: RpcInput<typeof paymentRpc.approvePayout>, call: Call) {
    return this.decisions.approve(input, call);
  }

  @Handle(paymentRpc.refusePayout)
  refuse(input: RpcInput<typeof paymentRpc.refusePayout>, call: Call) {
    return this.decisions.refuse(input, call);
  }

  @Handle(paymentRpc.decidePayoutAccount)
  decideAccount(input: RpcInput<typeof paymentRpc.decidePayoutAccount>, call: Call) {
    return this.decisions.decideAccount(input, call);
  }
}
