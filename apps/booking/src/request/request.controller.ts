import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { bookingRpc } from '@edu/contracts-booking';
import { Handle, type Call } from '@edu/messaging';
import { Requests } from './requests.service.ts';

@Controller()
export class RequestController {
  constructor(private readonly requests: Requests) {}

  @Handle(bookingRpc.accept)
  accept(input: RpcInput<typeof bookingRpc.accept>, call: Call) {
    return this.requests.accept(input, call);
  }

  @Handle(bookingRpc.decline)
  decline(input: RpcInput<typeof bookingRpc.decline>, call: Call) {
    return this.requests.decline(input, call);
  }
}
