import { Module } from '@nestjs/common';
import { BookingModule } from '../booking/booking.module.ts';
import { AuthEventHandlers } from './auth.events.ts';
import { SuspensionWorker } from './suspension-worker.service.ts';

@Module({ imports: [BookingModule], providers: [AuthEventHandlers, SuspensionWorker] })
export class SuspensionModule {}
