import { Module } from '@nestjs/common';
import { NotificationStream } from './notification-stream.routes.ts';

@Module({ providers: [NotificationStream] })
export class StreamModule {}
