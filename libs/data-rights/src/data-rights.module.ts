import { Controller, Module, type DynamicModule, type Type } from '@nestjs/common';
import type { RetentionEvents, RpcInput, UserDataRpc } from '@edu/contract-kit';
import { Handle, type Call } from '@edu/messaging';
import { Db } from '@edu/persistence';
import { Clock } from '@edu/service';
import { Jobs, Work } from '@edu/work';
import type { DataMap } from './data-map.ts';
import { Retention } from './retention.ts';
import { UserData } from './user-data.ts';

/**
 * Answers the service's calls about what it keeps of persons, and deletes what its map says is over;
 * features add to `UserData` what is in no row.
 */
@Module({})
export class DataRightsModule {
  static for(rpc: UserDataRpc, events: RetentionEvents, map: DataMap): DynamicModule {
    return {
      module: DataRightsModule,
      global: true,
      controllers: [controllerOf(rpc)],
      providers: [
        {
          provide: UserData,
          inject: [Db],
          useFactory: (db: Db) => new UserData(map, db),
        },
        {
          provide: Retention,
          inject: [Clock, Work, Jobs],
          useFactory: (clock: Clock, work: Work, jobs: Jobs) =>
            new Retention(map, events, { clock, work, jobs }),
        },
      ],
      exports: [UserData, Retention],
    };
  }
}

function controllerOf({
  listUserData,
  eraseUserData,
  beginRetention,
  listRetention,
}: UserDataRpc): Type {
  @Controller()
  class UserDataController {
    constructor(
      private readonly data: UserData,
      private readonly retention: Retention,
    ) {}

    @Handle(listUserData)
    list(input: RpcInput<UserDataRpc['listUserData']>) {
      return this.data.page(input);
    }

    @Handle(eraseUserData)
    erase({ userId }: RpcInput<UserDataRpc['eraseUserData']>) {
      return this.data.erase(userId);
    }

    @Handle(beginRetention)
    begin(_input: RpcInput<UserDataRpc['beginRetention']>, call: Call) {
      return this.retention.begin(call);
    }

    @Handle(listRetention)
    runs(_input: RpcInput<UserDataRpc['listRetention']>) {
      return this.retention.list();
    }
  }
  return UserDataController;
}
