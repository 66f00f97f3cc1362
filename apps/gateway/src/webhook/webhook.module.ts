import { Module } from '@nestjs/common';
import { WebhookRoutes } from './webhook.routes.ts';

@Module({ providers: [WebhookRoutes] })
export class WebhookModule {}
