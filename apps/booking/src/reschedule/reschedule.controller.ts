import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { bookingRpc } from '@edu/contracts-booking';
import { Handle, type Call } from '@edu/messaging';
import { Rescheduling } from './rescheduling.service.ts';

@Controller()
export class RescheduleController {
  constructor(private readonly rescheduling: Rescheduling) {}

  @Handle(bookingRpc.reschedule)
  reschedule(input: RpcInput<typeof bookingRpc.reschedule>, call: Call) {
    return this.rescheduling.reschedule(input, call);
  }
}
