import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { bookingRpc } from '@edu/contracts-booking';
import { Handle, type Call } from '@edu/messaging';
import { BookingCreation } from '../booking/booking-creation.service.ts';
import { Groups } from './groups.service.ts';

@Controller()
export class GroupController {
  constructor(
    private readonly groups: Groups,
    private readonly creation: BookingCreation,
  ) {}

  @Handle(bookingRpc.openGroup)
  open(input: RpcInput<typeof bookingRpc.openGroup>, call: Call) {
    return this.groups.open(input, call);
  }

  @Handle(bookingRpc.listMyGroups)
  listMine(_: RpcInput<typeof bookingRpc.listMyGroups>, call: Call) {
    return this.groups.list(call.actor.userId, true);
  }

  @Handle(bookingRpc.listGroups)
  list({ providerId }: RpcInput<typeof bookingRpc.listGroups>) {
    return this.groups.list(providerId, false);
  }

  @Handle(bookingRpc.getGroup)
  get({ groupId }: RpcInput<typeof bookingRpc.getGroup>) {
    return this.groups.get(groupId);
  }

  @Handle(bookingRpc.cancelGroup)
  cancel(input: RpcInput<typeof bookingRpc.cancelGroup>, call: Call) {
    return this.groups.cancel(input, call);
  }

  @Handle(bookingRpc.bookSeat)
  async bookSeat(input: RpcInput<typeof bookingRpc.bookSeat>, call: Call) {
    return this.creation.bookSeat(await this.groups.find(input.groupId), input, call);
  }

  @Handle(bookingRpc.listGroupSnapshot)
  times(input: RpcInput<typeof bookingRpc.listGroupSnapshot>) {
    return this.groups.times(input);
  }
}
