import { Module } from '@nestjs/common';
import { PolicyModule } from '../policy/policy.module.ts';
import { SlotController } from './slot.controller.ts';
import { QuoteTokens } from './quote-tokens.ts';
import { SlotQueries } from './slot.queries.ts';
import { SlotService } from './slot.service.ts';

@Module({
  imports: [PolicyModule],
  controllers: [SlotController],
  providers: [SlotService, SlotQueries, QuoteTokens],
  exports: [SlotQueries],
})
export class SlotModule {}
