import { Controller, Module, type DynamicModule, type Type } from '@nestjs/common';
import type { RebuildRpc, RpcInput } from '@edu/contract-kit';
import { Handle, RpcClient } from '@edu/messaging';
import { Db } from '@edu/persistence';
import { Rebuilds } from './rebuilds.ts';

/** Answers the service's rebuild call; features register with `Rebuilds` what can be rebuilt. */
@Module({})
export class ProjectionModule {
  static for(rpc: RebuildRpc): DynamicModule {
    return {
      module: ProjectionModule,
      global: true,
      controllers: [controllerOf(rpc)],
      providers: [
        {
          provide: Rebuilds,
          inject: [Db, RpcClient],
          useFactory: (db: Db, rpcClient: RpcClient) => new Rebuilds(rpc, db, rpcClient),
        },
      ],
      exports: [Rebuilds],
    };
  }
}

function controllerOf(rpc: RebuildRpc): Type {
  @Controller()
  class RebuildController {
    constructor(private readonly rebuilds: Rebuilds) {}

    @Handle(rpc)
    rebuild(input: RpcInput<RebuildRpc>) {
      return this.rebuilds.page(input);
    }
  }
  return RebuildController;
}
