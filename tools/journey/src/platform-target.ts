import type { Platform } from '@edu/platform';
import type { JourneyPlatform } from './journey.ts';

/**
 * A platform started by this process, as a client knows it.
 *
 * @throws Error when a provider is not simulated
 */
export function journeyPlatform({ url, urls }: Platform): JourneyPlatform {
  const { mailbox, sms, stripe } = urls;
  if (!mailbox || !sms || !stripe) throw new Error('the journey needs all simulators');
  return { url, urls: { mailbox, sms, stripe } };
}
