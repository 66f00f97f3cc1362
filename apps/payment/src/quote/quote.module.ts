import { Module } from '@nestjs/common';
import { PspModule } from '../psp/psp.module.ts';
import { Quotes } from './quotes.service.ts';
import { Rates } from './rates.ts';

@Module({
  imports: [PspModule],
  providers: [Quotes, Rates],
  exports: [Quotes],
})
export class QuoteModule {}
