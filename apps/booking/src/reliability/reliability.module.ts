import { Module } from '@nestjs/common';
import { ReliabilityController } from './reliability.controller.ts';
import { ReliabilityCounts } from './reliability.service.ts';

@Module({ controllers: [ReliabilityController], providers: [ReliabilityCounts] })
export class ReliabilityModule {}
