import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { paymentRpc } from '@edu/contracts-payment';
import { Handle, type Call } from '@edu/messaging';
import { PaymentReviews } from './payment-reviews.service.ts';

@Controller()
export class RiskController {
  constructor(private readonly reviews: PaymentReviews) {}

  @Handle(paymentRpc.listPaymentReviews)
  list(input: RpcInput<typeof paymentRpc.listPaymentReviews>, call: Call) {
    return this.reviews.list(input, call);
  }

  @Handle(paymentRpc.riskRules)
  rules() {
    return this.reviews.rules();
  }

  @Handle(paymentRpc.decidePaymentReview)
  decide(input: RpcInput<typeof paymentRpc.decidePaymentReview>, call: Call) {
    return this.reviews.decide(input, call);
  }
}
