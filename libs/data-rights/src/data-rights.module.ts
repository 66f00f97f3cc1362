import { Controller, Module, type DynamicModule, type Type } from '@nestjs/common';
import type { RpcInput, UserDataRpc } from '@edu/contract-kit';
import { Handle } from '@edu/messaging';
import { Db } from '@edu/persistence';
import { Work } from '@edu/work';
import type { DataMap } from './data-map.ts';
import { UserData } from './user-data.ts';

/**
 * Answers the service's calls about what it keeps of persons, and deletes what its map says is over;
 * features add to `UserData` what is in no row.
 */
@Module({})
export class DataRightsModule {
  static for(rpc: UserDataRpc, map: DataMap): DynamicModule {
    return {
      module: DataRightsModule,
      global: true,
      controllers: [controllerOf(rpc)],
      providers: [
        {
          provide: UserData,
          inject: [Db, Work],
          useFactory: (db: Db, work: Work) => new UserData(map, db, work),
        },
      ],
      exports: [UserData],
    };
  }
}

function controllerOf({ listUserData, eraseUserData }: UserDataRpc): Type {
  @Controller()
  class UserDataController {
    constructor(private readonly data: UserData) {}

    @Handle(listUserData)
    list(input: RpcInput<UserDataRpc['listUserData']>) {
      return this.data.page(input);
    }

    @Handle(eraseUserData)
    erase({ userId }: RpcInput<UserDataRpc['eraseUserData']>) {
      return this.data.erase(userId);
    }
  }
  return UserDataController;
}
