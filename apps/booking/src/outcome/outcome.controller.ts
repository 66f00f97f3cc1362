import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { bookingRpc } from '@edu/contracts-booking';
import { Handle, type Call } from '@edu/messaging';
import { DisputeMessages } from './dispute-messages.service.ts';
import { Outcomes } from './outcomes.service.ts';

@Controller()
export class OutcomeController {
  constructor(
    private readonly outcomes: Outcomes,
    private readonly messages: DisputeMessages,
  ) {}

  @Handle(bookingRpc.outcome)
  get({ id }: RpcInput<typeof bookingRpc.outcome>, call: Call) {
    return this.outcomes.get(id, call.actor);
  }

  @Handle(bookingRpc.chooseRefund)
  chooseRefund(input: RpcInput<typeof bookingRpc.chooseRefund>, call: Call) {
    return this.outcomes.chooseRefund(input, call);
  }

  @Handle(bookingRpc.contest)
  contest(input: RpcInput<typeof bookingRpc.contest>, call: Call) {
    return this.outcomes.contest(input, call);
  }

  @Handle(bookingRpc.writeOnDispute)
  write(input: RpcInput<typeof bookingRpc.writeOnDispute>, call: Call) {
    return this.messages.write(input, call);
  }

  @Handle(bookingRpc.answerDispute)
  answer(input: RpcInput<typeof bookingRpc.answerDispute>, call: Call) {
    return this.messages.answer(input, call);
  }

  @Handle(bookingRpc.writeReport)
  writeReport(input: RpcInput<typeof bookingRpc.writeReport>, call: Call) {
    return this.outcomes.writeReport(input, call.actor);
  }

  @Handle(bookingRpc.listDisputes)
  listDisputes() {
    return this.outcomes.listDisputes();
  }

  @Handle(bookingRpc.decideDispute)
  decide(input: RpcInput<typeof bookingRpc.decideDispute>, call: Call) {
    return this.outcomes.decide(input, call);
  }
}
