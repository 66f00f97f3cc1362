import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { notificationRpc } from '@edu/contracts-notification';
import { Handle, type Call } from '@edu/messaging';
import { PreferenceService } from './preference.service.ts';

@Controller()
export class PreferenceController {
  constructor(private readonly preferences: PreferenceService) {}

  @Handle(notificationRpc.getPreferences)
  get(_input: RpcInput<typeof notificationRpc.getPreferences>, call: Call) {
    return this.preferences.get(call.actor);
  }

  @Handle(notificationRpc.savePreferences)
  save(input: RpcInput<typeof notificationRpc.savePreferences>, call: Call) {
    return this.preferences.save(input, call.actor);
  }
}
