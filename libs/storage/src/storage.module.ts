import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Clock, type ConfigClass } from '@edu/service';
import { ObjectStore } from './object-store.ts';
import { openStorage, type StorageConfig } from './storage-config.ts';

/** Provides `ObjectStore` to a service whose configuration has `storageEnv`. */
@Global()
@Module({})
export class StorageModule {
  static for(config: ConfigClass<StorageConfig>): DynamicModule {
    return {
      module: StorageModule,
      providers: [
        {
          provide: ObjectStore,
          inject: [config, Clock],
          useFactory: (storage: StorageConfig, clock: Clock) =>
            openStorage(storage, () => clock.now().getTime()),
        },
      ],
      exports: [ObjectStore],
    };
  }
}
