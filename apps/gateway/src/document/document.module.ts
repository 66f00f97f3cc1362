import { Module } from '@nestjs/common';
import { DocumentRoutes } from './document.routes.ts';

@Module({ providers: [DocumentRoutes] })
export class DocumentModule {}
