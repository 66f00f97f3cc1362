import { Module, type DynamicModule } from '@nestjs/common';
import type { ConfigClass } from '@edu/service';
import { z } from 'zod';
import { ClamdScanner } from './clamd-scanner.ts';
import { Uploads } from './uploads.ts';
import { EicarScanner, VirusScanner } from './virus-scanner.ts';

/** For a service that takes files. */
export const uploadsEnv = {
  /** ClamAV's daemon, as in `tcp://clamd:3310`; without one, only its test file is found. */
  CLAMD_URL: z.url({ protocol: /^tcp$/ }).optional(),
};
type UploadsConfig = z.infer<z.ZodObject<typeof uploadsEnv>>;

/** Provides `Uploads`, beside `StorageModule`, `PersistenceModule` and `WorkModule`. */
@Module({})
export class UploadsModule {
  static for(config: ConfigClass<UploadsConfig>): DynamicModule {
    return {
      module: UploadsModule,
      global: true,
      providers: [
        {
          provide: VirusScanner,
          inject: [config],
          useFactory: ({ CLAMD_URL }: UploadsConfig) =>
            CLAMD_URL ? new ClamdScanner(CLAMD_URL) : new EicarScanner(),
        },
        Uploads,
      ],
      exports: [Uploads],
    };
  }
}
