import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { AddressChangeModule } from '../address-change/address-change.module.ts';
import { ChallengeModule } from '../challenge/challenge.module.ts';
import { SecondFactorModule } from '../second-factor/second-factor.module.ts';
import { SecretsModule } from '../secrets/secrets.module.ts';
import { SignInSessionModule } from '../sign-in-session/sign-in-session.module.ts';
import { IssuerLinks } from './issuer-links.service.ts';
import { IssuerSignIn } from './issuer-sign-in.service.ts';
import { IssuerSignUp } from './issuer-sign-up.service.ts';
import { Issuers } from './issuers.service.ts';
import { OidcController } from './oidc.controller.ts';

@Module({
  imports: [
    AccountModule,
    AddressChangeModule,
    ChallengeModule,
    SecondFactorModule,
    SecretsModule,
    SignInSessionModule,
  ],
  controllers: [OidcController],
  providers: [Issuers, IssuerLinks, IssuerSignIn, IssuerSignUp],
})
export class OidcModule {}
