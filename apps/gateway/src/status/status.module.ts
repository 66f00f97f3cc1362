import { Module } from '@nestjs/common';
import { StatusRoutes } from './status.routes.ts';

@Module({ providers: [StatusRoutes] })
export class StatusModule {}
