import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { bookingRpc } from '@edu/contracts-booking';
import { Handle, type Call } from '@edu/messaging';
import { StaffBookings } from './staff-bookings.service.ts';

@Controller()
export class StaffController {
  constructor(private readonly bookings: StaffBookings) {}

  @Handle(bookingRpc.staffGet)
  get({ id }: RpcInput<typeof bookingRpc.staffGet>) {
    return this.bookings.get(id);
  }

  @Handle(bookingRpc.record)
  record({ id }: RpcInput<typeof bookingRpc.record>) {
    return this.bookings.get(id);
  }

  @Handle(bookingRpc.waiverPreview)
  preview(input: RpcInput<typeof bookingRpc.waiverPreview>) {
    return this.bookings.preview(input);
  }

  @Handle(bookingRpc.waive)
  waive(input: RpcInput<typeof bookingRpc.waive>, call: Call) {
    return this.bookings.waive(input, call);
  }
}
