import { Module } from '@nestjs/common';
import { AddressController } from './address.controller.ts';
import { Addresses } from './address.service.ts';
import { LessonEvents } from './lesson.events.ts';
import { LessonRebuild } from './lesson.projection.ts';

@Module({
  controllers: [AddressController],
  providers: [Addresses, LessonEvents, LessonRebuild],
})
export class AddressModule {}
