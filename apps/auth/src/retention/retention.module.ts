import { Module } from '@nestjs/common';
import { RetentionController } from './retention.controller.ts';
import { RetentionOfAll } from './retention-of-all.service.ts';

@Module({ controllers: [RetentionController], providers: [RetentionOfAll] })
export class RetentionModule {}
