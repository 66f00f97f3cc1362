import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { Handle, type Call } from '@edu/messaging';
import { DataExports } from './data-export.service.ts';

@Controller()
export class DataExportController {
  constructor(private readonly exports: DataExports) {}

  @Handle(authRpc.beginExport)
  begin(_input: RpcInput<typeof authRpc.beginExport>, { actor }: Call) {
    return this.exports.begin(actor);
  }

  @Handle(authRpc.export)
  latest(_input: RpcInput<typeof authRpc.export>, { actor }: Call) {
    return this.exports.latest(actor);
  }

  @Handle(authRpc.exportLink)
  link({ id }: RpcInput<typeof authRpc.exportLink>, { actor }: Call) {
    return this.exports.link(id, actor);
  }
}
