import { Module } from '@nestjs/common';
import { BookingEventHandlers } from './booking.events.ts';
import { TermsQueries } from './terms.queries.ts';

@Module({ providers: [TermsQueries, BookingEventHandlers], exports: [TermsQueries] })
export class TermsModule {}
