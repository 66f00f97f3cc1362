import { defineService, runService } from '@edu/service';
import { GatewayConfig } from './app.config.ts';
import { AppModule } from './app.module.ts';
import { createHttpAdapter } from './http-adapter.ts';

export const gatewayService = defineService({
  name: 'gateway',
  module: AppModule,
  config: GatewayConfig,
  http: (config) => ({
    adapter: createHttpAdapter(config),
    port: config.PORT,
    host: config.HOST,
  }),
});

if (import.meta.main) await runService(gatewayService);
