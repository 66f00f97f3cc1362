import { Module } from '@nestjs/common';
import { RoomWebhookRoutes } from './room-webhook.routes.ts';
import { WebhookRoutes } from './webhook.routes.ts';

@Module({ providers: [WebhookRoutes, RoomWebhookRoutes] })
export class WebhookModule {}
