import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { sessionRpc } from '@edu/contracts-session';
import { Handle, type Call } from '@edu/messaging';
import { RoomService } from './room.service.ts';

@Controller()
export class RoomController {
  constructor(private readonly rooms: RoomService) {}

  @Handle(sessionRpc.token)
  token({ bookingId }: RpcInput<typeof sessionRpc.token>, call: Call) {
    return this.rooms.issueToken(bookingId, call.actor);
  }
}
