import { Module } from '@nestjs/common';
import { DueRows } from '../due-rows.queries.ts';
import { PaymentProviders } from './provider.registry.ts';

/** What every feature that works with providers needs. */
@Module({ providers: [PaymentProviders, DueRows], exports: [PaymentProviders, DueRows] })
export class ProviderModule {}
