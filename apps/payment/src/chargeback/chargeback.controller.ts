import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { paymentRpc } from '@edu/contracts-payment';
import { Handle, type Call } from '@edu/messaging';
import { ChargebackDesk } from './chargeback-desk.service.ts';

@Controller()
export class ChargebackController {
  constructor(private readonly desk: ChargebackDesk) {}

  @Handle(paymentRpc.chargebacks)
  list() {
    return this.desk.list();
  }

  @Handle(paymentRpc.chargebackFile)
  file(input: RpcInput<typeof paymentRpc.chargebackFile>) {
    return this.desk.file(input);
  }

  @Handle(paymentRpc.decideChargeback)
  decide(input: RpcInput<typeof paymentRpc.decideChargeback>, call: Call) {
    return this.desk.decide(input, call);
  }
}
