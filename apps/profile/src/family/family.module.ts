import { Module } from '@nestjs/common';
import { Children } from './children.service.ts';
import { FamilyController } from './family.controller.ts';
import { FamilyQueries } from './family.queries.ts';
import { InvitationMail } from './invitation-mail.service.ts';
import { Invitations } from './invitations.service.ts';
import { Joining } from './joining.service.ts';
import { Majority } from './majority.service.ts';

@Module({
  controllers: [FamilyController],
  providers: [FamilyQueries, Children, Invitations, InvitationMail, Joining, Majority],
  exports: [FamilyQueries],
})
export class FamilyModule {}
