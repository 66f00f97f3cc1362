import { Module } from '@nestjs/common';
import { ChannelModule } from '../channel/channel.module.ts';
import { CodeController } from './code.controller.ts';
import { CodeService } from './code.service.ts';

@Module({
  imports: [ChannelModule],
  controllers: [CodeController],
  providers: [CodeService],
})
export class CodeModule {}
