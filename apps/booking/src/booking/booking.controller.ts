import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { bookingRpc } from '@edu/contracts-booking';
import { Handle, type Call } from '@edu/messaging';
import { BookingCancellation } from './booking-cancellation.service.ts';
import { BookingSnapshots } from './booking-snapshot.queries.ts';
import { BookingDetailsService } from './booking-details.service.ts';
import { BookingCreation } from './booking-creation.service.ts';

@Controller()
export class BookingController {
  constructor(
    private readonly creation: BookingCreation,
    private readonly cancellation: BookingCancellation,
    private readonly details: BookingDetailsService,
    private readonly snapshots: BookingSnapshots,
  ) {}

  @Handle(bookingRpc.create)
  create(input: RpcInput<typeof bookingRpc.create>, call: Call) {
    return this.creation.create(input, call);
  }

  @Handle(bookingRpc.get)
  get({ id }: RpcInput<typeof bookingRpc.get>, call: Call) {
    return this.details.get(id, call.actor);
  }

  @Handle(bookingRpc.list)
  list(input: RpcInput<typeof bookingRpc.list>, call: Call) {
    return this.details.list(input, call.actor);
  }

  @Handle(bookingRpc.cancellationPreview)
  cancellationPreview(input: RpcInput<typeof bookingRpc.cancellationPreview>, call: Call) {
    return this.cancellation.preview(input, call.actor);
  }

  @Handle(bookingRpc.cancel)
  cancel(input: RpcInput<typeof bookingRpc.cancel>, call: Call) {
    return this.cancellation.cancel(input, call);
  }

  @Handle(bookingRpc.listSnapshot)
  listSnapshot(input: RpcInput<typeof bookingRpc.listSnapshot>) {
    return this.snapshots.list(input);
  }
}
