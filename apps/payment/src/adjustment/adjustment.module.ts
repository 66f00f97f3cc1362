import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { AdjustmentController } from './adjustment.controller.ts';
import { Adjustments } from './adjustments.service.ts';
import { Conversions } from './conversions.service.ts';

@Module({
  imports: [AccountModule],
  controllers: [AdjustmentController],
  providers: [Adjustments, Conversions],
})
export class AdjustmentModule {}
