import { Module } from '@nestjs/common';
import { KycCallbackRoutes } from './kyc-callback.routes.ts';

@Module({ providers: [KycCallbackRoutes] })
export class KycCallbackModule {}
