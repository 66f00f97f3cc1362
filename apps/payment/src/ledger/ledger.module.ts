import { Module } from '@nestjs/common';
import { Checkpoints } from './checkpoints.ts';

@Module({ providers: [Checkpoints] })
export class LedgerModule {}
