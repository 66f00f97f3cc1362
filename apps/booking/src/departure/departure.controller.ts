import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { bookingRpc } from '@edu/contracts-booking';
import { Handle, type Call } from '@edu/messaging';
import { Departures } from './departures.service.ts';

@Controller()
export class DepartureController {
  constructor(private readonly departures: Departures) {}

  @Handle(bookingRpc.lessonsToCome)
  lessonsToCome(_: RpcInput<typeof bookingRpc.lessonsToCome>, call: Call) {
    return this.departures.preview(call.actor.userId);
  }
}
