import { Module } from '@nestjs/common';
import { DueRows } from '../due-rows.queries.ts';
import { PspRegistry } from './psp.registry.ts';

/** What every feature that works with psps needs. */
@Module({ providers: [PspRegistry, DueRows], exports: [PspRegistry, DueRows] })
export class PspModule {}
