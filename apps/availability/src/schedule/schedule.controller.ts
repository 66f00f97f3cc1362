import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { availabilityRpc } from '@edu/contracts-availability';
import { Handle, type Call } from '@edu/messaging';
import { ScheduleService } from './schedule.service.ts';

@Controller()
export class ScheduleController {
  constructor(private readonly schedules: ScheduleService) {}

  @Handle(availabilityRpc.getMine)
  getMine(_input: RpcInput<typeof availabilityRpc.getMine>, call: Call) {
    return this.schedules.getOwn(call.actor);
  }

  @Handle(availabilityRpc.saveMine)
  saveMine(input: RpcInput<typeof availabilityRpc.saveMine>, call: Call) {
    return this.schedules.saveOwn(input, call.actor);
  }

  @Handle(availabilityRpc.listSnapshot)
  listSnapshot(input: RpcInput<typeof availabilityRpc.listSnapshot>) {
    return this.schedules.listSnapshot(input);
  }
}
