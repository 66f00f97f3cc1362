import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { paymentRpc } from '@edu/contracts-payment';
import { Handle, type Call } from '@edu/messaging';
import { CreditPayouts } from './credit-payouts.service.ts';
import { OwnCredit } from './own-credit.service.ts';
import { StaffRefundList } from './staff-refunds.service.ts';
import { WaitingRefunds } from './waiting-refunds.ts';

@Controller()
export class CreditController {
  constructor(
    private readonly own: OwnCredit,
    private readonly payouts: CreditPayouts,
    private readonly waiting: WaitingRefunds,
    private readonly staff: StaffRefundList,
  ) {}

  @Handle(paymentRpc.credit)
  get(_input: RpcInput<typeof paymentRpc.credit>, call: Call) {
    return this.own.get(call.actor);
  }

  @Handle(paymentRpc.payOutCredit)
  payOut(input: RpcInput<typeof paymentRpc.payOutCredit>, call: Call) {
    return this.payouts.make(input, call);
  }

  @Handle(paymentRpc.chooseRefund)
  choose(input: RpcInput<typeof paymentRpc.chooseRefund>, call: Call) {
    return this.waiting.choose(input, call);
  }

  @Handle(paymentRpc.staffRefunds)
  listForStaff() {
    return this.staff.list();
  }

  @Handle(paymentRpc.sendRefund)
  send(input: RpcInput<typeof paymentRpc.sendRefund>, call: Call) {
    return this.waiting.send(input, call);
  }
}
