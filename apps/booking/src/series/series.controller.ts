import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { bookingRpc } from '@edu/contracts-booking';
import { Handle, type Call } from '@edu/messaging';
import { SeriesCancellation } from './series-cancellation.service.ts';
import { SeriesCreation } from './series-creation.service.ts';
import { SeriesMoves } from './series-moves.service.ts';
import { SeriesQueries } from './series.queries.ts';

@Controller()
export class SeriesController {
  constructor(
    private readonly creation: SeriesCreation,
    private readonly queries: SeriesQueries,
    private readonly cancellation: SeriesCancellation,
    private readonly moves: SeriesMoves,
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

  @Handle(bookingRpc.previewSeriesCancellation)
  previewCancellation(input: RpcInput<typeof bookingRpc.previewSeriesCancellation>, call: Call) {
    return this.cancellation.preview(input, call.actor);
  }

  @Handle(bookingRpc.cancelSeries)
  cancel(input: RpcInput<typeof bookingRpc.cancelSeries>, call: Call) {
    return this.cancellation.cancel(input, call);
  }

  @Handle(bookingRpc.previewSeriesMove)
  previewMove(input: RpcInput<typeof bookingRpc.previewSeriesMove>, call: Call) {
    return this.moves.preview(input, call);
  }

  @Handle(bookingRpc.moveSeries)
  move(input: RpcInput<typeof bookingRpc.moveSeries>, call: Call) {
    return this.moves.move(input, call);
  }
}
