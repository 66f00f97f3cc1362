import type { AddPasskey, PasskeyAssertion, PasskeyCreation, PasskeyRequest } from '@edu/client';

/** Whether the domain is a number, which browsers give no passkey to: only on one's own machine. */
export const isNumericHost = (): boolean => /^[\d.]+$|^\[/.test(location.hostname);

/** Whether passkeys can be used here; those that came before 2024 cannot read what the API says. */
export const hasPasskeys = (): boolean =>
  !isNumericHost() &&
  typeof PublicKeyCredential !== 'undefined' &&
  'parseRequestOptionsFromJSON' in PublicKeyCredential;

/** Whether the browser offers passkeys in a field for an address. */
export const canOfferPasskeys = async (): Promise<boolean> =>
  hasPasskeys() && (await PublicKeyCredential.isConditionalMediationAvailable());

/** The person turned away, waited too long, or has none; browsers do not say which. */
const DECLINED = ['NotAllowedError', 'AbortError'];

/** @returns what is asked of the browser; undefined where the person declined */
async function asked<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DOMException && DECLINED.includes(error.name)) return undefined;
    throw error;
  }
}

type Made = AddPasskey['credential'] | 'known';

/** Makes a passkey. @returns `known` where this device has one already; undefined where nobody agreed */
export async function makePasskey(creation: PasskeyCreation): Promise<Made | undefined> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(creation);
  try {
    const made = await asked(navigator.credentials.create({ publicKey }));
    if (!made) return undefined;
    const { id, response } = (made as PublicKeyCredential).toJSON() as RegistrationResponseJSON;
    const { clientDataJSON, attestationObject, transports } = response;
    return { id, clientDataJSON, attestationObject, transports };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'InvalidStateError') return 'known';
    throw error;
  }
}

/** Answers with a passkey. @returns undefined where nobody agreed */
export async function answerWithPasskey(
  request: PasskeyRequest,
  options: Pick<CredentialRequestOptions, 'mediation' | 'signal'> = {},
): Promise<PasskeyAssertion | undefined> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(request);
  const answer = await asked(navigator.credentials.get({ publicKey, ...options }));
  if (!answer) return undefined;
  const { id, response } = (answer as PublicKeyCredential).toJSON() as AuthenticationResponseJSON;
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  return {
    ...{ id, clientDataJSON, authenticatorData, signature },
    ...(userHandle && { userHandle }),
  };
}
