import { Module } from '@nestjs/common';
import { ContactModule } from '../contact/contact.module.ts';
import { PasswordModule } from '../password/password.module.ts';
import { AccountController } from './account.controller.ts';
import { AccountQueries } from './account.queries.ts';
import { AccountService } from './account.service.ts';
import { NewAccounts } from './new-accounts.service.ts';

@Module({
  imports: [ContactModule, PasswordModule],
  controllers: [AccountController],
  providers: [AccountService, AccountQueries, NewAccounts],
  exports: [AccountQueries, AccountService, NewAccounts],
})
export class AccountModule {}
