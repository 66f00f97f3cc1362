import { Module } from '@nestjs/common';
import { DocumentModule } from '../document/document.module.ts';
import { StatementController } from './statement.controller.ts';
import { StatementService } from './statement.service.ts';

@Module({
  imports: [DocumentModule],
  controllers: [StatementController],
  providers: [StatementService],
})
export class StatementModule {}
