import { Module } from '@nestjs/common';
import { authEvents, authRpc } from '@edu/contracts-auth';
import { DataRightsModule } from '@edu/data-rights';
import { PersistenceModule } from '@edu/persistence';
import { StorageModule } from '@edu/storage';
import { WorkModule } from '@edu/work';
import { AccountModule } from './account/account.module.ts';
import { AuthConfig } from './app.config.ts';
import { AuthDb } from './auth.db.ts';
import { ContactModule } from './contact/contact.module.ts';
import { DataExportModule } from './data-export/data-export.module.ts';
import { dataMap } from './data-map.ts';
import { ErasureModule } from './erasure/erasure.module.ts';
import { migrations } from './generated/migrations.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { RetentionModule } from './retention/retention.module.ts';
import { RoleModule } from './role/role.module.ts';
import { SignInSessionModule } from './sign-in-session/sign-in-session.module.ts';
import { SignInModule } from './sign-in/sign-in.module.ts';
import { OidcModule } from './oidc/oidc.module.ts';
import { PasskeyModule } from './passkey/passkey.module.ts';
import { PasswordChangeModule } from './password-change/password-change.module.ts';
import { SecondFactorModule } from './second-factor/second-factor.module.ts';
import { StepUpModule } from './step-up/step-up.module.ts';
import { SuspensionModule } from './suspension/suspension.module.ts';
import { SigningKeyModule } from './signing-key/signing-key.module.ts';

@Module({
  imports: [
    PersistenceModule.for({ db: AuthDb, client: PrismaClient, config: AuthConfig, migrations }),
    WorkModule,
    StorageModule.for(AuthConfig),
    DataRightsModule.for(authRpc, authEvents, dataMap),
    SigningKeyModule,
    SignInModule,
    SignInSessionModule,
    StepUpModule,
    SecondFactorModule,
    PasskeyModule,
    OidcModule,
    PasswordChangeModule,
    AccountModule,
    RoleModule,
    SuspensionModule,
    DataExportModule,
    ErasureModule,
    RetentionModule,
    ContactModule,
  ],
})
export class AppModule {}
