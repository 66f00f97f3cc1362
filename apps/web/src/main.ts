import { join } from 'node:path';
import { defineService, runService } from '@edu/service';
import { WebConfig } from './app.config.ts';
import { AppModule } from './app.module.ts';
import { createHttpAdapter } from './http-adapter.ts';

export const webService = defineService({
  name: 'web',
  module: AppModule.withClient(join(import.meta.dirname, 'web-client')),
  config: WebConfig,
  http: (config) => ({
    adapter: createHttpAdapter(config),
    port: config.WEB_PORT,
    host: config.HOST,
  }),
});

if (import.meta.main) await runService(webService);
