import type { RpcInput, RpcOutput } from '@edu/contract-kit';
import type { authRpc } from '@edu/contracts-auth';
import { addressesOf, addressText } from '../account/account.domain.ts';
import type { Account, Passkey } from '../generated/prisma/client.ts';
import { CHALLENGE_MS } from './passkey-challenge.domain.ts';

export type PasskeyRequest = RpcOutput<typeof authRpc.askForPasskey>;
type PasskeyCreation = RpcOutput<typeof authRpc.beginPasskey>;
export type Assertion = RpcInput<typeof authRpc.passkeySignIn>['credential'];
export type NewCredential = RpcInput<typeof authRpc.addPasskey>['credential'];

/** More than anybody has devices. */
export const MAX_PASSKEYS = 10;
/** EdDSA, ECDSA and RSA with SHA-256: one of them every authenticator has. Source: IANA, COSE Algorithms */
export const ALGORITHMS = [-8, -7, -257];

/** Whose passkeys they are, and which pages may use them. */
export interface RelyingParty {
  readonly id: string;
  readonly origins: readonly string[];
}

interface Configured {
  readonly PUBLIC_URL: string;
  readonly PASSKEY_RP_ID?: string | undefined;
  readonly PASSKEY_ORIGINS: readonly string[];
}

/** Browsers take no number for a domain: who tries things out on this machine goes to `localhost`. */
export function relyingPartyOf({
  PUBLIC_URL,
  PASSKEY_RP_ID,
  PASSKEY_ORIGINS,
}: Configured): RelyingParty {
  const url = new URL(PUBLIC_URL);
  if (url.hostname === '127.0.0.1') url.hostname = 'localhost';
  return { id: PASSKEY_RP_ID ?? url.hostname, origins: [url.origin, ...PASSKEY_ORIGINS] };
}

/** What an authenticator remembers of whose a passkey is: the bytes of the account's id. */
export const handleOf = (accountId: string): string =>
  Buffer.from(accountId.replaceAll('-', ''), 'hex').toString('base64url');

/** What a browser needs to make a passkey. @param existing those that it is not to make once more */
export function creationOf(
  { id: rpId }: RelyingParty,
  account: Account,
  existing: readonly Passkey[],
  challenge: string,
): PasskeyCreation {
  const [address] = addressesOf(account);
  return {
    challenge,
    timeout: CHALLENGE_MS,
    rp: { id: rpId, name: 'EduConnect' },
    user: {
      id: handleOf(account.id),
      name: address ? addressText(address) : account.displayName,
      displayName: account.displayName,
    },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    attestation: 'none',
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    },
    excludeCredentials: existing.map(descriptorOf),
  };
}

/** What a browser needs to answer with a passkey. @param allowed empty: with whichever it has */
export function requestOf(
  { id: rpId }: RelyingParty,
  allowed: readonly Passkey[],
  challenge: string,
): PasskeyRequest {
  return {
    challenge,
    timeout: CHALLENGE_MS,
    rpId,
    userVerification: 'required',
    allowCredentials: allowed.map(descriptorOf),
  };
}

const descriptorOf = ({ credentialId: id, transports }: Passkey) => ({
  type: 'public-key' as const,
  id,
  transports,
});

/** The contract's view of a passkey. */
export function toView(passkey: Passkey): RpcOutput<typeof authRpc.addPasskey> {
  return {
    id: passkey.id,
    name: passkey.name,
    isSynced: passkey.synced,
    createdAt: passkey.createdAt.toISOString(),
    lastUsedAt: passkey.lastUsedAt?.toISOString() ?? null,
  };
}

/** The challenge that an answer says it answers; undefined where it says none. */
export function challengeIn(clientDataJSON: string): string | undefined {
  try {
    const data: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString());
    const { challenge } = data as { challenge?: unknown };
    return typeof challenge === 'string' ? challenge : undefined;
  } catch {
    return undefined;
  }
}
