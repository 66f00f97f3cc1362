import { Module } from '@nestjs/common';
import { FamilyModule } from '../family/family.module.ts';
import { LearningController } from './learning.controller.ts';
import { LearningService } from './learning.service.ts';

@Module({
  imports: [FamilyModule],
  controllers: [LearningController],
  providers: [LearningService],
})
export class LearningModule {}
