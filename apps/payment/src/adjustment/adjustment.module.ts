import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { AdjustmentController } from './adjustment.controller.ts';
import { Adjustments } from './adjustments.service.ts';

@Module({
  imports: [AccountModule],
  controllers: [AdjustmentController],
  providers: [Adjustments],
})
export class AdjustmentModule {}
