import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { notificationRpc } from '@edu/contracts-notification';
import { Handle, type Call } from '@edu/messaging';
import { CodeService } from './code.service.ts';

@Controller()
export class CodeController {
  constructor(private readonly codes: CodeService) {}

  @Handle(notificationRpc.sendCode)
  sendCode(input: RpcInput<typeof notificationRpc.sendCode>, call: Call) {
    return this.codes.send(input, call);
  }
}
