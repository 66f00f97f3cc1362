import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { bookingRpc } from '@edu/contracts-booking';
import { Handle, type Call } from '@edu/messaging';
import { ApprovalAnswers } from './approval-answers.service.ts';
import { Approvals } from './approvals.service.ts';

@Controller()
export class ApprovalController {
  constructor(
    private readonly approvals: Approvals,
    private readonly answers: ApprovalAnswers,
  ) {}

  @Handle(bookingRpc.askApproval)
  ask(input: RpcInput<typeof bookingRpc.askApproval>, call: Call) {
    return this.approvals.ask(input, call);
  }

  @Handle(bookingRpc.askSeriesApproval)
  askSeries(input: RpcInput<typeof bookingRpc.askSeriesApproval>, call: Call) {
    return this.approvals.askSeries(input, call);
  }

  @Handle(bookingRpc.listApprovals)
  list(_: RpcInput<typeof bookingRpc.listApprovals>, call: Call) {
    return this.approvals.list(call);
  }

  @Handle(bookingRpc.approve)
  approve(input: RpcInput<typeof bookingRpc.approve>, call: Call) {
    return this.answers.approve(input, call);
  }

  @Handle(bookingRpc.withdrawApproval)
  withdraw({ approvalId }: RpcInput<typeof bookingRpc.withdrawApproval>, call: Call) {
    return this.approvals.withdraw(approvalId, call);
  }

  @Handle(bookingRpc.refuse)
  refuse(input: RpcInput<typeof bookingRpc.refuse>, call: Call) {
    return this.approvals.refuse(input, call);
  }
}
