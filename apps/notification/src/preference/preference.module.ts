import { Module } from '@nestjs/common';
import { PreferenceController } from './preference.controller.ts';
import { PreferenceService } from './preference.service.ts';

@Module({
  controllers: [PreferenceController],
  providers: [PreferenceService],
  exports: [PreferenceService],
})
export class PreferenceModule {}
