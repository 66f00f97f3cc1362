import { Injectable } from '@nestjs/common';
import type { Money, RpcInput } from '@edu/contract-kit';
import { availabilityRpc } from '@edu/contracts-availability';
import { bookingErrors, type Approval, type bookingRpc } from '@edu/contracts-booking';
import { RpcClient, type Call } from '@edu/messaging';
import type { Prisma } from '../generated/prisma/client.ts';
import { NearestTimes } from '../quote/nearest-times.service.ts';
import { SeriesCreation } from '../series/series-creation.service.ts';

/** What a child asks for, as it could be booked now. */
export interface Wish {
  readonly providerId: string;
  readonly mode: Approval['mode'];
  readonly subject: string | null;
  /** Of each lesson. */
  readonly price: Money;
  /** In the order of time. */
  readonly lessons: readonly { readonly startsAt: string; readonly endsAt: string }[];
  /** Where they are booked together. */
  readonly series?: Pick<
    Prisma.ApprovalUncheckedCreateInput,
    'seriesStarts' | 'seriesSkipped' | 'seriesEveryWeeks' | 'seriesTake'
  >;
}

/** What availability says of what children ask for. */
@Injectable()
export class Wishes {
  constructor(
    private readonly rpc: RpcClient,
    private readonly series: SeriesCreation,
    private readonly nearest: NearestTimes,
  ) {}

  /** @throws what `availability.quote` throws */
  async ofLesson(input: RpcInput<typeof bookingRpc.askApproval>): Promise<Wish> {
    const { subject = null, ...slot } = input;
    const quote = await this.rpc
      .call(availabilityRpc.quote, slot, { withActor: false })
      .catch(async (error: unknown) => {
        throw await this.nearest.beside(error, slot);
      });
    return { ...slot, subject, price: quote.price, lessons: [quote] };
  }

  /** @throws booking.series_not_free, what `SeriesCreation.preview` throws */
  async ofSeries(input: RpcInput<typeof bookingRpc.askSeriesApproval>, call: Call): Promise<Wish> {
    const { take, subject = null, ...pattern } = input;
    const { lessons: wanted, price } = await this.series.preview(pattern, call);
    const lessons = wanted.filter(({ obstacle }) => obstacle === null);
    if (lessons.length === 0 || (take === 'all' && lessons.length < wanted.length)) {
      throw bookingErrors.seriesNotFree();
    }
    const series = {
      seriesStarts: lessons.map(({ startsAt }) => startsAt),
      seriesSkipped: wanted.flatMap(({ obstacle, startsAt }) => (obstacle ? [startsAt] : [])),
      seriesEveryWeeks: input.repeat?.everyWeeks ?? null,
      seriesTake: take,
    };
    return { ...pattern, subject, price, lessons, series };
  }
}
