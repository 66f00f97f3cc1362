import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { SignInSessionModule } from '../sign-in-session/sign-in-session.module.ts';
import { RoleController } from './role.controller.ts';
import { RoleService } from './role.service.ts';

@Module({
  imports: [AccountModule, SignInSessionModule],
  controllers: [RoleController],
  providers: [RoleService],
})
export class RoleModule {}
