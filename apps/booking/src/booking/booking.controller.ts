import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { bookingRpc } from '@edu/contracts-booking';
import { Handle, type Call } from '@edu/messaging';
import { BookingQueries } from './booking.queries.ts';
import { BookingService } from './booking.service.ts';

@Controller()
export class BookingController {
  constructor(
    private readonly bookings: BookingService,
    private readonly queries: BookingQueries,
  ) {}

  @Handle(bookingRpc.create)
  create(input: RpcInput<typeof bookingRpc.create>, call: Call) {
    return this.bookings.create(input, call);
  }

  @Handle(bookingRpc.get)
  get({ id }: RpcInput<typeof bookingRpc.get>, call: Call) {
    return this.queries.get(id, call.actor);
  }

  @Handle(bookingRpc.list)
  list(input: RpcInput<typeof bookingRpc.list>, call: Call) {
    return this.queries.list(input, call.actor);
  }

  @Handle(bookingRpc.cancellationPreview)
  cancellationPreview({ id }: RpcInput<typeof bookingRpc.cancellationPreview>, call: Call) {
    return this.bookings.previewCancellation(id, call.actor);
  }

  @Handle(bookingRpc.cancel)
  cancel(input: RpcInput<typeof bookingRpc.cancel>, call: Call) {
    return this.bookings.cancel(input, call);
  }
}
