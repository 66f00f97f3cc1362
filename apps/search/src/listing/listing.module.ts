import { Module } from '@nestjs/common';
import { ListingController } from './listing.controller.ts';
import { ListingEvents } from './listing.events.ts';
import { ListingQueries } from './listing.queries.ts';
import { ListingService } from './listing.service.ts';
import { TermsEvents } from './terms.events.ts';
import { TermsService } from './terms.service.ts';

@Module({
  controllers: [ListingController],
  providers: [ListingService, ListingQueries, ListingEvents, TermsService, TermsEvents],
})
export class ListingModule {}
