import { Module } from '@nestjs/common';
import { OfferEvents } from './offer.events.ts';
import { OfferRebuild } from './offer.projection.ts';

@Module({ providers: [OfferEvents, OfferRebuild] })
export class OfferModule {}
