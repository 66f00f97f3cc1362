import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { SuspensionController } from './suspension.controller.ts';
import { SuspensionService } from './suspension.service.ts';

@Module({
  imports: [AccountModule],
  controllers: [SuspensionController],
  providers: [SuspensionService],
})
export class SuspensionModule {}
