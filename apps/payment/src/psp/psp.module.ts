import { Module } from '@nestjs/common';
import { PspHealth } from './psp-health.ts';
import { PspRegistry } from './psp.registry.ts';
import { PspWork } from './psp-work.ts';

/** What every feature that works with psps needs. */
@Module({
  providers: [PspRegistry, PspHealth, PspWork],
  exports: [PspRegistry, PspWork],
})
export class PspModule {}
