import { Module } from '@nestjs/common';
import { AuthSecrets } from './auth-secrets.service.ts';

@Module({ providers: [AuthSecrets], exports: [AuthSecrets] })
export class SecretsModule {}
