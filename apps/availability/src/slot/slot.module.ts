import { Module } from '@nestjs/common';
import { SlotController } from './slot.controller.ts';
import { SlotQueries } from './slot.queries.ts';
import { SlotService } from './slot.service.ts';

@Module({
  controllers: [SlotController],
  providers: [SlotService, SlotQueries],
  exports: [SlotQueries],
})
export class SlotModule {}
