import { Module } from '@nestjs/common';
import { PolicyModule } from '../policy/policy.module.ts';
import { SlotModule } from '../slot/slot.module.ts';
import { SeriesController } from './series.controller.ts';
import { SeriesService } from './series.service.ts';

@Module({
  imports: [PolicyModule, SlotModule],
  controllers: [SeriesController],
  providers: [SeriesService],
})
export class SeriesModule {}
