import { Module } from '@nestjs/common';
import { Policies } from './policies.service.ts';

@Module({ providers: [Policies], exports: [Policies] })
export class PolicyModule {}
