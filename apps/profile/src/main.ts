import { defineService, runService } from '@edu/service';
import { ProfileConfig } from './app.config.ts';
import { AppModule } from './app.module.ts';

export const profileService = defineService({
  name: 'profile',
  module: AppModule,
  config: ProfileConfig,
});

if (import.meta.main) await runService(profileService);
