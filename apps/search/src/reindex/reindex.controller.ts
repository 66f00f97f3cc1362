import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { searchRpc } from '@edu/contracts-search';
import { Handle, type Call } from '@edu/messaging';
import { Reindexings } from './reindexings.service.ts';

@Controller()
export class ReindexController {
  constructor(private readonly reindexings: Reindexings) {}

  @Handle(searchRpc.reindex)
  begin(_input: RpcInput<typeof searchRpc.reindex>, call: Call) {
    return this.reindexings.begin(call);
  }

  @Handle(searchRpc.reindexings)
  list(_input: RpcInput<typeof searchRpc.reindexings>) {
    return this.reindexings.list();
  }
}
