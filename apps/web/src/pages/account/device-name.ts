import type { SignInSession } from '@edu/client';
import type { TextsOf } from '@edu/ui';

/** What a person calls a device. */
export function deviceName(
  { browser, system }: Pick<SignInSession, 'browser' | 'system'>,
  t: TextsOf,
): string {
  return browser && system
    ? t('account.devices.name', { browser, system })
    : (browser ?? system ?? t('account.devices.unknown'));
}
