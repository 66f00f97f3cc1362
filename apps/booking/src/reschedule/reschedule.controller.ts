import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { bookingRpc } from '@edu/contracts-booking';
import { Handle, type Call } from '@edu/messaging';
import { ProposalAcceptance } from './proposal-acceptance.service.ts';
import { RescheduleProposals } from './reschedule-proposals.service.ts';
import { Rescheduling } from './rescheduling.service.ts';

@Controller()
export class RescheduleController {
  constructor(
    private readonly rescheduling: Rescheduling,
    private readonly proposals: RescheduleProposals,
    private readonly acceptance: ProposalAcceptance,
  ) {}

  @Handle(bookingRpc.reschedule)
  reschedule(input: RpcInput<typeof bookingRpc.reschedule>, call: Call) {
    return this.rescheduling.reschedule(input, call);
  }

  @Handle(bookingRpc.proposeReschedule)
  propose(input: RpcInput<typeof bookingRpc.proposeReschedule>, call: Call) {
    return this.proposals.propose(input, call);
  }

  @Handle(bookingRpc.acceptReschedule)
  accept(input: RpcInput<typeof bookingRpc.acceptReschedule>, call: Call) {
    return this.acceptance.accept(input, call);
  }

  @Handle(bookingRpc.declineReschedule)
  decline(input: RpcInput<typeof bookingRpc.declineReschedule>, call: Call) {
    return this.proposals.decline(input, call);
  }

  @Handle(bookingRpc.withdrawReschedule)
  withdraw(input: RpcInput<typeof bookingRpc.withdrawReschedule>, call: Call) {
    return this.proposals.withdraw(input, call);
  }
}
