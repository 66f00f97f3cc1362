import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { paymentRpc } from '@edu/contracts-payment';
import { Handle, type Call } from '@edu/messaging';
import { PaymentQueries } from './payment.queries.ts';
import { PaymentService } from './payment.service.ts';

@Controller()
export class PaymentController {
  constructor(
    private readonly payments: PaymentService,
    private readonly queries: PaymentQueries,
  ) {}

  @Handle(paymentRpc.createIntent)
  createIntent(input: RpcInput<typeof paymentRpc.createIntent>, call: Call) {
    return this.payments.createIntent(input, call);
  }

  @Handle(paymentRpc.get)
  get({ id }: RpcInput<typeof paymentRpc.get>, call: Call) {
    return this.queries.get(id, call.actor);
  }
}
