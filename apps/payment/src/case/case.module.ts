import { Module } from '@nestjs/common';
import { Cases } from './cases.ts';

@Module({ providers: [Cases], exports: [Cases] })
export class CaseModule {}
