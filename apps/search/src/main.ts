import { defineService, runService } from '@edu/service';
import { SearchConfig } from './app.config.ts';
import { AppModule } from './app.module.ts';

export const searchService = defineService({
  name: 'search',
  module: AppModule,
  config: SearchConfig,
});

if (import.meta.main) await runService(searchService);
