import { Module } from '@nestjs/common';
import { BookingEventHandlers } from './booking.events.ts';
import { TermsQueries } from './terms.queries.ts';
import { TermsRebuild } from './terms.rebuild.ts';

@Module({ providers: [TermsQueries, BookingEventHandlers, TermsRebuild], exports: [TermsQueries] })
export class TermsModule {}
