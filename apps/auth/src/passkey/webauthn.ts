import type { Passkey } from '../generated/prisma/client.ts';
import {
  ALGORITHMS,
  type Assertion,
  type NewCredential,
  type RelyingParty,
} from './passkey.domain.ts';

/** A passkey as its authenticator has just made it. */
export interface MadePasskey {
  readonly credentialId: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly counter: number;
  readonly synced: boolean;
}

/** What an answer says of the passkey by now. */
export interface Answered {
  readonly counter: number;
  readonly synced: boolean;
}

/** With the first passkey of a process: it takes 30 MB, and most processes of a platform see none. */
const library = () => import('@simplewebauthn/server');
const helpers = () => import('@simplewebauthn/server/helpers');

/**
 * Checks origin, domain, challenge, key and that the device made sure of its user.
 *
 * @throws Error that says what is wrong, for the log
 */
export async function checkNew(
  rp: RelyingParty,
  { id, clientDataJSON, attestationObject, transports = [] }: NewCredential,
  challenge: string,
): Promise<MadePasskey> {
  await refuseAttested(attestationObject);
  const { verifyRegistrationResponse } = await library();
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: {
      ...common(id),
      response: { clientDataJSON, attestationObject, transports },
    },
    ...expected(rp, challenge),
    supportedAlgorithmIDs: ALGORITHMS,
  });
  if (!verified) throw new Error('the attestation is wrong');
  const { credential, credentialDeviceType } = registrationInfo;
  return {
    credentialId: credential.id,
    publicKey: credential.publicKey,
    counter: credential.counter,
    synced: credentialDeviceType === 'multiDevice',
  };
}

/**
 * Checks origin, domain, challenge, signature and counter, and that the device made sure of its user.
 *
 * @throws Error that says what is wrong, for the log
 */
export async function checkAnswer(
  rp: RelyingParty,
  { credentialId, publicKey, counter }: Passkey,
  { id, clientDataJSON, authenticatorData, signature }: Assertion,
  challenge: string,
): Promise<Answered> {
  const { verifyAuthenticationResponse } = await library();
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: { ...common(id), response: { clientDataJSON, authenticatorData, signature } },
    ...expected(rp, challenge),
    credential: {
      id: credentialId,
      publicKey: new Uint8Array(publicKey),
      counter: Number(counter),
    },
  });
  if (!verified) throw new Error('the signature is wrong');
  const { newCounter, credentialDeviceType } = authenticationInfo;
  return { counter: newCounter, synced: credentialDeviceType === 'multiDevice' };
}

const common = (id: string) => ({
  id,
  rawId: id,
  type: 'public-key' as const,
  clientExtensionResults: {},
});

const expected = ({ id, origins }: RelyingParty, challenge: string) => ({
  expectedChallenge: challenge,
  expectedOrigin: [...origins],
  expectedRPID: id,
  requireUserVerification: true,
});

/**
 * None was asked for, and browsers then hand out none, or one that the key made of itself. The others
 * bring certificates, which would have us fetch lists from addresses that a stranger wrote into them.
 */
async function refuseAttested(attestationObject: string): Promise<void> {
  const { decodeAttestationObject, isoBase64URL } = await helpers();
  const decoded = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject));
  const isSelf = decoded.get('fmt') === 'packed' && !decoded.get('attStmt').get('x5c');
  if (decoded.get('fmt') !== 'none' && !isSelf) throw new Error('an attestation of its make');
}
