import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { paymentRpc } from '@edu/contracts-payment';
import { Handle, type Call } from '@edu/messaging';
import { ProviderReserves } from './provider-reserves.service.ts';

@Controller()
export class ReserveController {
  constructor(private readonly reserves: ProviderReserves) {}

  @Handle(paymentRpc.listReserves)
  list(input: RpcInput<typeof paymentRpc.listReserves>) {
    return this.reserves.list(input);
  }

  @Handle(paymentRpc.reserveRules)
  rules() {
    return this.reserves.rules();
  }

  @Handle(paymentRpc.setReserve)
  set(input: RpcInput<typeof paymentRpc.setReserve>, call: Call) {
    return this.reserves.set(input, call);
  }

  @Handle(paymentRpc.liftReserve)
  lift(input: RpcInput<typeof paymentRpc.liftReserve>, call: Call) {
    return this.reserves.lift(input, call);
  }
}
