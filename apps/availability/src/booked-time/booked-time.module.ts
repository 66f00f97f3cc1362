import { Module } from '@nestjs/common';
import { BookedTimeEvents } from './booked-time.events.ts';
import { BookedTimePurge } from './booked-time-purge.service.ts';

@Module({ providers: [BookedTimeEvents, BookedTimePurge] })
export class BookedTimeModule {}
