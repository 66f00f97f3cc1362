import { defineService, runService } from '@edu/service';
import { SessionConfig } from './app.config.ts';
import { AppModule } from './app.module.ts';

export const sessionService = defineService({
  name: 'session',
  module: AppModule,
  config: SessionConfig,
});

if (import.meta.main) await runService(sessionService);
