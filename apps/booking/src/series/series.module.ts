import { Module } from '@nestjs/common';
import { BookingModule } from '../booking/booking.module.ts';
import { FamilyModule } from '../family/family.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { RescheduleModule } from '../reschedule/reschedule.module.ts';
import { ChildSeries } from './child-series.service.ts';
import { LessonMoves } from './lesson-moves.service.ts';
import { SeriesController } from './series.controller.ts';
import { PaymentReminder } from './payment-reminder.service.ts';
import { SeriesCancellation } from './series-cancellation.service.ts';
import { SeriesCreation } from './series-creation.service.ts';
import { SeriesMoves } from './series-moves.service.ts';
import { SeriesQueries } from './series.queries.ts';

@Module({
  imports: [BookingModule, FamilyModule, IdentityModule, RescheduleModule],
  controllers: [SeriesController],
  providers: [
    PaymentReminder,
    SeriesCreation,
    SeriesCancellation,
    SeriesMoves,
    LessonMoves,
    ChildSeries,
    SeriesQueries,
  ],
  exports: [SeriesCreation],
})
export class SeriesModule {}
