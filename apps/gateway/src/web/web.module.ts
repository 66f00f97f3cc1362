import { Module } from '@nestjs/common';
import { WebRoutes } from './web.routes.ts';

@Module({ providers: [WebRoutes] })
export class WebModule {}
