import { defineService, runService } from '@edu/service';
import { AvailabilityConfig } from './app.config.ts';
import { AppModule } from './app.module.ts';

export const availabilityService = defineService({
  name: 'availability',
  module: AppModule,
  config: AvailabilityConfig,
});

if (import.meta.main) await runService(availabilityService);
