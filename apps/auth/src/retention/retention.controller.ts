import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { Handle, type Call } from '@edu/messaging';
import { RetentionOfAll } from './retention-of-all.service.ts';

@Controller()
export class RetentionController {
  constructor(private readonly retention: RetentionOfAll) {}

  @Handle(authRpc.runRetention)
  run({ service }: RpcInput<typeof authRpc.runRetention>, call: Call) {
    return this.retention.begin(service, call);
  }

  @Handle(authRpc.retentionRuns)
  list(_input: RpcInput<typeof authRpc.retentionRuns>) {
    return this.retention.list();
  }
}
