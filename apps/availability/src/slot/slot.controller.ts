import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { availabilityRpc } from '@edu/contracts-availability';
import { Handle, type Call } from '@edu/messaging';
import { SlotService } from './slot.service.ts';

@Controller()
export class SlotController {
  constructor(private readonly slotService: SlotService) {}

  @Handle(availabilityRpc.slots)
  slots(input: RpcInput<typeof availabilityRpc.slots>) {
    return this.slotService.slots(input);
  }

  @Handle(availabilityRpc.preview)
  preview(input: RpcInput<typeof availabilityRpc.preview>, call: Call) {
    return this.slotService.preview(input, call.actor);
  }

  @Handle(availabilityRpc.nearStarts)
  nearStarts(input: RpcInput<typeof availabilityRpc.nearStarts>) {
    return this.slotService.nearStarts(input);
  }

  @Handle(availabilityRpc.quote)
  quote(input: RpcInput<typeof availabilityRpc.quote>) {
    return this.slotService.quote(input);
  }
}
