import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { paymentRpc } from '@edu/contracts-payment';
import { Handle, type Call } from '@edu/messaging';
import { OwnEarnings } from './own-earnings.service.ts';

@Controller()
export class EarningController {
  constructor(private readonly own: OwnEarnings) {}

  @Handle(paymentRpc.earnings)
  list(input: RpcInput<typeof paymentRpc.earnings>, call: Call) {
    return this.own.list(input, call.actor);
  }
}
