import { Injectable } from '@nestjs/common';
import { authErrors } from '@edu/contracts-auth';
import { Clock } from '@edu/service';
import type { Address } from '../account/account.domain.ts';
import { AuthConfig } from '../app.config.ts';
import { checkPhone } from '@edu/identity/phone-number';

/** Which addresses the platform takes; a phone number leaves in its canonical form. */
@Injectable()
export class PhonePolicy {
  constructor(
    private readonly config: AuthConfig,
    private readonly clock: Clock,
  ) {}

  /** An address that an account may have. @throws auth.bad_phone, auth.old_phone */
  canonical(address: Address): Address {
    return address.channel === 'sms'
      ? { ...address, phone: this.check(address.phone).phone }
      : address;
  }

  /** An address that codes are sent to. @throws also auth.sms_not_offered */
  reachable(address: Address): Address {
    if (address.channel !== 'sms') return address;
    const { phone, country } = this.check(address.phone);
    if (!this.config.SMS_COUNTRIES.has(country)) throw authErrors.smsNotOffered();
    return { ...address, phone };
  }

  private check(given: string): { phone: string; country: string } {
    const checked = checkPhone(given, this.clock.now());
    if (checked.kind === 'old') throw authErrors.oldPhone({ params: { form: checked.form } });
    if (checked.kind === 'none') throw authErrors.badPhone();
    return checked;
  }
}
