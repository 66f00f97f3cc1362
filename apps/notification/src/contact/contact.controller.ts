import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { notificationRpc } from '@edu/contracts-notification';
import { Handle } from '@edu/messaging';
import { ContactService } from './contact.service.ts';

@Controller()
export class ContactController {
  constructor(private readonly contacts: ContactService) {}

  @Handle(notificationRpc.setContact)
  set(input: RpcInput<typeof notificationRpc.setContact>) {
    return this.contacts.set(input);
  }
}
