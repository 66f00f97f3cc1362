import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { bookingRpc } from '@edu/contracts-booking';
import { Handle, type Call } from '@edu/messaging';
import { SeriesCreation } from './series-creation.service.ts';
import { SeriesQueries } from './series.queries.ts';

@Controller()
export class SeriesController {
  constructor(
    private readonly creation: SeriesCreation,
    private readonly queries: SeriesQueries,
  ) {}

  @Handle(bookingRpc.previewSeries)
  preview(input: RpcInput<typeof bookingRpc.previewSeries>, call: Call) {
    return this.creation.preview(input, call);
  }

  @Handle(bookingRpc.createSeries)
  create(input: RpcInput<typeof bookingRpc.createSeries>, call: Call) {
    return this.creation.create(input, call);
  }

  @Handle(bookingRpc.getSeries)
  get({ seriesId }: RpcInput<typeof bookingRpc.getSeries>, call: Call) {
    return this.queries.get(seriesId, call.actor);
  }
}
