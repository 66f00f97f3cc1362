import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { sessionRpc } from '@edu/contracts-session';
import { Handle, type Call } from '@edu/messaging';
import { Doors } from './doors.service.ts';

@Controller()
export class DoorController {
  constructor(private readonly doors: Doors) {}

  @Handle(sessionRpc.door)
  get({ bookingId }: RpcInput<typeof sessionRpc.door>, call: Call) {
    return this.doors.get(bookingId, call.actor);
  }

  @Handle(sessionRpc.checkIn)
  checkIn(input: RpcInput<typeof sessionRpc.checkIn>, call: Call) {
    return this.doors.checkIn(input, call.actor);
  }
}
