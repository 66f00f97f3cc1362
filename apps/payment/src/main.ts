import { defineService, runService } from '@edu/service';
import { PaymentConfig } from './app.config.ts';
import { AppModule } from './app.module.ts';

export const paymentService = defineService({
  name: 'payment',
  module: AppModule,
  config: PaymentConfig,
});

if (import.meta.main) await runService(paymentService);
