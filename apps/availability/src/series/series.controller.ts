import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { availabilityRpc } from '@edu/contracts-availability';
import { Handle } from '@edu/messaging';
import { SeriesService } from './series.service.ts';

@Controller()
export class SeriesController {
  constructor(private readonly series: SeriesService) {}

  @Handle(availabilityRpc.quoteSeries)
  quote(input: RpcInput<typeof availabilityRpc.quoteSeries>) {
    return this.series.quote(input);
  }
}
