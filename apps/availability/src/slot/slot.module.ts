import { Module } from '@nestjs/common';
import { SlotController } from './slot.controller.ts';
import { QuoteTokens } from './quote-tokens.ts';
import { SlotQueries } from './slot.queries.ts';
import { SlotService } from './slot.service.ts';

@Module({
  controllers: [SlotController],
  providers: [SlotService, SlotQueries, QuoteTokens],
  exports: [SlotQueries],
})
export class SlotModule {}
