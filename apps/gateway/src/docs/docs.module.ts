import { Module } from '@nestjs/common';
import { DocsRoutes } from './docs.routes.ts';

@Module({ providers: [DocsRoutes] })
export class DocsModule {}
