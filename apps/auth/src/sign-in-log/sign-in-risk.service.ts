import { Injectable } from '@nestjs/common';
import { newId } from '@edu/contract-kit';
import { currentCall } from '@edu/messaging';
import { Clock } from '@edu/service';
import { AuthConfig } from '../app.config.ts';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import { AuthSecrets } from '../secrets/auth-secrets.service.ts';
import { deviceName, isDeviceToken, newDeviceToken } from './device-token.ts';
import { FIND_KNOWN } from './sign-in-log.queries.ts';

/** Where a sign-in comes from, and what of that is new to its account. */
export interface Origin {
  /** Of the entry in the log that it becomes. */
  readonly signInId: string;
  /** What the device is recognised by the next time. */
  readonly deviceToken: string;
  readonly device: string;
  readonly country: string | null;
  readonly newDevice: boolean;
  readonly newCountry: boolean;
}

/** Looks whether somebody signs in on a device, or from a country, that their account does not know. */
@Injectable()
export class SignInRisk {
  constructor(
    private readonly db: AuthDb,
    private readonly secrets: AuthSecrets,
    private readonly clock: Clock,
    private readonly config: AuthConfig,
  ) {}

  /**
   * Of an account that has never been signed in to, nothing is new. A country that nobody knows is not
   * new either: a table of networks has gaps.
   */
  async originOf(accountId: string, tx?: AuthTx): Promise<Origin> {
    const { device: given, country = null } = currentCall() ?? {};
    const key = this.secrets.devices;
    const isOurs = given !== undefined && isDeviceToken(key, given);
    const deviceToken = isOurs ? given : newDeviceToken(key);
    const device = deviceName(key, deviceToken, accountId);
    const [known] = await (tx ?? this.db).query(FIND_KNOWN, {
      accountId,
      device,
      now: this.clock.now(),
    });
    const { knowsDevice, countries, isUsed } = known!;
    return {
      signInId: newId(),
      ...{ deviceToken, device, country },
      newDevice: isUsed && !knowsDevice,
      newCountry: country !== null && countries.length > 0 && !countries.includes(country),
    };
  }

  /** Whether its owner has to confirm it, and gets a note. */
  isRisky({ newDevice, newCountry }: Origin): boolean {
    return this.config.NEW_DEVICES === 'code' && (newDevice || newCountry);
  }
}
