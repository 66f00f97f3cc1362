import type { CDPSession } from 'playwright-core';
import type { WebPerson } from './web-person.ts';

/** A device that has passkeys, and a finger on its sensor. */
export async function deviceOf({ visitor: { context, page } }: WebPerson) {
  const cdp: CDPSession = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    credentials: async () =>
      (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    /** Whether the finger is on the sensor. */
    touch: (enabled: boolean) =>
      cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
    forget: () => cdp.send('WebAuthn.clearCredentials', { authenticatorId }),
  };
}
