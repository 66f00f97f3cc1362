import { defineService, runService } from '@edu/service';
import { NotificationConfig } from './app.config.ts';
import { AppModule } from './app.module.ts';

export const notificationService = defineService({
  name: 'notification',
  module: AppModule,
  config: NotificationConfig,
});

if (import.meta.main) await runService(notificationService);
