import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { paymentRpc } from '@edu/contracts-payment';
import { Handle, type Call } from '@edu/messaging';
import { Adjustments } from './adjustments.service.ts';
import { Conversions } from './conversions.service.ts';

@Controller()
export class AdjustmentController {
  constructor(
    private readonly adjustments: Adjustments,
    private readonly conversions: Conversions,
  ) {}

  @Handle(paymentRpc.listAdjustments)
  list(input: RpcInput<typeof paymentRpc.listAdjustments>, call: Call) {
    return this.adjustments.list(input, call);
  }

  @Handle(paymentRpc.proposeAdjustment)
  propose(input: RpcInput<typeof paymentRpc.proposeAdjustment>, call: Call) {
    return this.adjustments.propose(input, call);
  }

  @Handle(paymentRpc.fxPositions)
  positions() {
    return this.conversions.positions();
  }

  @Handle(paymentRpc.proposeConversion)
  proposeConversion(input: RpcInput<typeof paymentRpc.proposeConversion>, call: Call) {
    return this.conversions.propose(input, call);
  }

  @Handle(paymentRpc.approveAdjustment)
  approve(input: RpcInput<typeof paymentRpc.approveAdjustment>, call: Call) {
    return this.adjustments.approve(input, call);
  }

  @Handle(paymentRpc.refuseAdjustment)
  refuse(input: RpcInput<typeof paymentRpc.refuseAdjustment>, call: Call) {
    return this.adjustments.refuse(input, call);
  }
}
