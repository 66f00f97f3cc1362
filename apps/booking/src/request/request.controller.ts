import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { bookingRpc } from '@edu/contracts-booking';
import { Handle, type Call } from '@edu/messaging';
import { Proposals } from './proposals.service.ts';
import { Requests } from './requests.service.ts';

@Controller()
export class RequestController {
  constructor(
    private readonly requests: Requests,
    private readonly proposals: Proposals,
  ) {}

  @Handle(bookingRpc.accept)
  accept(input: RpcInput<typeof bookingRpc.accept>, call: Call) {
    return this.requests.accept(input, call);
  }

  @Handle(bookingRpc.decline)
  decline(input: RpcInput<typeof bookingRpc.decline>, call: Call) {
    return this.requests.decline(input, call);
  }

  @Handle(bookingRpc.propose)
  propose(input: RpcInput<typeof bookingRpc.propose>, call: Call) {
    return this.proposals.propose(input, call);
  }
}
