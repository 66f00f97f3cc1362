import { Module } from '@nestjs/common';
import { BookedTimeEvents } from './booked-time.events.ts';
import { BookedTimeRebuild } from './booked-time.projection.ts';
import { BookedTimePurge } from './booked-time-purge.service.ts';

@Module({ providers: [BookedTimeEvents, BookedTimeRebuild, BookedTimePurge] })
export class BookedTimeModule {}
