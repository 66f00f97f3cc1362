import { Module } from '@nestjs/common';
import { PhonePolicy } from './phone-policy.service.ts';

@Module({ providers: [PhonePolicy], exports: [PhonePolicy] })
export class PhoneModule {}
