import { defineService, runService } from '@edu/service';
import { BookingConfig } from './app.config.ts';
import { AppModule } from './app.module.ts';

export const bookingService = defineService({
  name: 'booking',
  module: AppModule,
  config: BookingConfig,
});

if (import.meta.main) await runService(bookingService);
