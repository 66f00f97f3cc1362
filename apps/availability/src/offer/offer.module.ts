import { Module } from '@nestjs/common';
import { OfferEvents } from './offer.events.ts';

@Module({ providers: [OfferEvents] })
export class OfferModule {}
