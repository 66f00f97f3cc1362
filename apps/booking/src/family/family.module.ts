import { Module } from '@nestjs/common';
import { Families } from './families.service.ts';
import { FamilyEvents } from './family.events.ts';
import { FamilyRebuild } from './family.projection.ts';

@Module({ providers: [Families, FamilyEvents, FamilyRebuild], exports: [Families] })
export class FamilyModule {}
