import { Module } from '@nestjs/common';
import { CheckedIdentities } from './checked-identities.service.ts';
import { CheckedIdentityRebuild } from './checked-identity.projection.ts';
import { IdentityEvents } from './identity.events.ts';

@Module({
  providers: [CheckedIdentities, CheckedIdentityRebuild, IdentityEvents],
  exports: [CheckedIdentities],
})
export class IdentityModule {}
