import { Module } from '@nestjs/common';
import { DocumentModule } from '../document/document.module.ts';
import { AnnualController } from './annual.controller.ts';
import { AnnualRound } from './annual.round.ts';
import { AnnualStatements } from './annual.service.ts';

/** What those who teach earned in a year, for taxes. */
@Module({
  imports: [DocumentModule],
  controllers: [AnnualController],
  providers: [AnnualStatements, AnnualRound],
})
export class AnnualModule {}
