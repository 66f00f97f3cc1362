import { Injectable } from '@nestjs/common';
import { notificationRpc } from '@edu/contracts-notification';
import { RpcClient } from '@edu/messaging';
import type { Address } from '../account/account.domain.ts';
import { countryOf } from '@edu/identity/phone-number';
import { SmsBudget, type SpentSms } from '../throttle/sms-budget.service.ts';
import { minutesOf } from './challenge.domain.ts';
import type { ChallengeRequest } from './challenge.request.ts';

const NO_SMS: SpentSms = { keys: [], at: '' };

/** Sends codes to where they were asked for, as long as there is money for it. */
@Injectable()
export class CodePost {
  constructor(
    private readonly rpc: RpcClient,
    private readonly sms: SmsBudget,
  ) {}

  /** @returns null when the budget of the day is used up */
  async pay(address: Address): Promise<SpentSms | null> {
    return address.channel === 'sms' ? this.sms.spend(countryOf(address.phone)) : NO_SMS;
  }

  giveBack(sms: SpentSms): Promise<void> {
    return this.sms.giveBack(sms);
  }

  async send(request: ChallengeRequest, code: string): Promise<void> {
    const { address: to, locale, purpose } = request;
    await this.rpc.call(notificationRpc.sendCode, {
      to,
      locale,
      message:
        purpose === 'decoy'
          ? { kind: request.message }
          : { kind: 'code', code, purpose, minutes: minutesOf(purpose) },
    });
  }
}
