import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { ProviderReserves } from './provider-reserves.service.ts';
import { ReserveController } from './reserve.controller.ts';
import { ReserveWorker } from './reserve.worker.ts';
import { Reserves } from './reserves.ts';

@Module({
  imports: [AccountModule],
  controllers: [ReserveController],
  providers: [Reserves, ReserveWorker, ProviderReserves],
  exports: [Reserves],
})
export class ReserveModule {}
