import { Module } from '@nestjs/common';
import { BookedTimeEvents } from './booked-time.events.ts';
import { BookedTimeRebuild } from './booked-time.projection.ts';

@Module({ providers: [BookedTimeEvents, BookedTimeRebuild] })
export class BookedTimeModule {}
