import type { AddressChannel } from '@edu/client';

/** How somebody signed in on this device the last time; no address, as others use it too. */
export interface WayIn {
  readonly channel: AddressChannel;
  readonly by: 'password' | 'code';
}

const KEY = 'edu.way-in';
/** Most people have a phone and no password. */
const FIRST: WayIn = { channel: 'sms', by: 'code' };

export function rememberedWay(): WayIn {
  try {
    const [channel, by] = (localStorage.getItem(KEY) ?? '').split(' ');
    return {
      channel: channel === 'email' ? 'email' : FIRST.channel,
      by: by === 'password' ? 'password' : FIRST.by,
    };
  } catch {
    return FIRST;
  }
}

export function rememberWay({ channel, by }: WayIn): void {
  try {
    localStorage.setItem(KEY, `${channel} ${by}`);
  } catch {
    // Blocked: they choose again.
  }
}
