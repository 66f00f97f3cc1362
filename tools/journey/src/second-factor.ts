import { authErrors, authRpc } from '@edu/contracts-auth';
import { Secret, TOTP } from 'otpauth';
import type { ApiClient } from './api-client.ts';

interface SignedIn {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Somebody who signed in by two factors. */
export interface ByTwoFactors extends SignedIn {
  /** Each is good for one sign-in more. */
  readonly recoveryCodes: string[];
}

/** Sets up an app that makes codes, as staff have to. @returns tokens that say so */
export async function addSecondFactor(
  api: ApiClient,
  { accessToken, refreshToken }: SignedIn,
  password: string,
): Promise<ByTwoFactors> {
  const proof = { kind: 'password', password } as const;
  const proved = await api.ok(authRpc.proveStepUp, { proof }, { token: accessToken });
  const as = { token: proved.accessToken };
  const { secret } = await api.ok(authRpc.beginTotp, {}, as);
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  const { codes } = await api.ok(authRpc.confirmTotp, { code }, as);
  const { accessToken: token, refreshToken: next } = await api.ok(authRpc.refresh, {
    refreshToken,
  });
  return { accessToken: token, refreshToken: next, recoveryCodes: codes };
}

/** Signs in with a password and one of the recovery codes, which are made anew before they run out. */
export async function signInByTwo(
  api: ApiClient,
  { email, password }: { readonly email: string; readonly password: string },
  recoveryCodes: string[],
): Promise<SignedIn> {
  const login = { address: { channel: 'email', email }, password } as const;
  const { params } = await api.refused(authRpc.login, login, {}, authErrors.mfaRequired);
  const challenge = String(params?.['challenge']);
  const tokens = await api.ok(authRpc.secondFactor, { challenge, proof: proofOf(recoveryCodes) });
  if (recoveryCodes.length > 3) return tokens;
  const token = await stepUpByTwo(api, tokens.accessToken, recoveryCodes);
  const { codes } = await api.ok(authRpc.newRecoveryCodes, {}, { token });
  recoveryCodes.splice(0, recoveryCodes.length, ...codes);
  return tokens;
}

/** @returns an access token that carries a fresh proof */
export async function stepUpByTwo(
  api: ApiClient,
  token: string,
  recoveryCodes: string[],
): Promise<string> {
  const proof = proofOf(recoveryCodes);
  return (await api.ok(authRpc.proveStepUp, { proof }, { token })).accessToken;
}

function proofOf(recoveryCodes: string[]) {
  const code = recoveryCodes.pop();
  if (!code) throw new Error('all recovery codes are used up');
  return { kind: 'recovery_code', code } as const;
}
