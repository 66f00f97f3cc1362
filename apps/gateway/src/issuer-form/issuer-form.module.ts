import { Module } from '@nestjs/common';
import { IssuerFormRoutes } from './issuer-form.routes.ts';

@Module({ providers: [IssuerFormRoutes] })
export class IssuerFormModule {}
