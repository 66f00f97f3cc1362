import { defineService, runService } from '@edu/service';
import { AuthConfig } from './app.config.ts';
import { AppModule } from './app.module.ts';

export const authService = defineService({
  name: 'auth',
  module: AppModule,
  config: AuthConfig,
});

if (import.meta.main) await runService(authService);
