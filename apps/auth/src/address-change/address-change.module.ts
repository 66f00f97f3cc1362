import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { ChallengeModule } from '../challenge/challenge.module.ts';
import { ContactModule } from '../contact/contact.module.ts';
import { PhoneModule } from '../phone/phone.module.ts';
import { SecretsModule } from '../secrets/secrets.module.ts';
import { SignInSessionModule } from '../sign-in-session/sign-in-session.module.ts';
import { AddressChangeController } from './address-change.controller.ts';
import { AddressChangeService } from './address-change.service.ts';
import { AddressRequestService } from './address-request.service.ts';
import { AddressUndoService } from './address-undo.service.ts';
import { AddressNotices } from './address-notice.service.ts';

@Module({
  imports: [
    AccountModule,
    ChallengeModule,
    ContactModule,
    PhoneModule,
    SecretsModule,
    SignInSessionModule,
  ],
  controllers: [AddressChangeController],
  providers: [AddressChangeService, AddressNotices, AddressRequestService, AddressUndoService],
  exports: [AddressChangeService],
})
export class AddressChangeModule {}
