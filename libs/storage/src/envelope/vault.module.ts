import { Module, type DynamicModule } from '@nestjs/common';
import { Db } from '@edu/persistence';
import type { ConfigClass } from '@edu/service';
import { z } from 'zod';
import { MasterKeys } from './master-keys.ts';
import { Vault } from './vault.ts';

/** For a service that keeps documents of users. */
export const vaultEnv = {
  /** `id:64 hexadecimal digits`, the newest first, separated by commas. */
  MASTER_KEYS: z
    .string()
    .superRefine((text, context) => {
      try {
        new MasterKeys(text);
      } catch (error) {
        context.addIssue({ code: 'custom', message: (error as Error).message });
      }
    })
    .meta({ secret: true }),
};
type VaultConfig = z.infer<z.ZodObject<typeof vaultEnv>>;

/** Provides `Vault`, beside `PersistenceModule`. */
@Module({})
export class VaultModule {
  static for(config: ConfigClass<VaultConfig>): DynamicModule {
    return {
      module: VaultModule,
      global: true,
      providers: [
        {
          provide: Vault,
          inject: [Db, config],
          useFactory: (db: Db, { MASTER_KEYS }: VaultConfig) =>
            new Vault(db, new MasterKeys(MASTER_KEYS)),
        },
      ],
      exports: [Vault],
    };
  }
}
