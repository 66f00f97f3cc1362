import { authRpc } from '@edu/contracts-auth';
import type { SoftwareAuthenticator } from '@edu/simulators/authenticator/software-authenticator';
import type { ApiClient } from '../api-client.ts';
import { signInByPassword } from '../sign-in-by-password.ts';
import { signInByPasskey, stepUpByPasskey } from '../staff-passkey.ts';
import type { Standing } from './expectation.ts';

export const PASSWORD = 'three tall palm trees';

/** Somebody who can sign in. */
interface SignsIn {
  readonly email: string;
  /** With the passkey of staff; nobody else has one. */
  readonly device?: SoftwareAuthenticator | undefined;
}

export async function signIn(api: ApiClient, { email, device }: SignsIn) {
  const { accessToken, refreshToken } = device
    ? await signInByPasskey(api, device)
    : await signInByPassword(api, { email, password: PASSWORD });
  const { items } = await api.ok(authRpc.sessions, {}, { token: accessToken });
  return { accessToken, refreshToken, sessionId: items.find(({ current }) => current)!.id };
}

/** The access token of one more session. */
export async function tokenOf(
  api: ApiClient,
  member: SignsIn,
  { steppedUp }: Partial<Standing>,
): Promise<string> {
  const session = await signIn(api, member);
  return steppedUp ? stepUp(api, { ...member, ...session }) : session.accessToken;
}

/** @returns an access token that carries the proof */
export async function stepUp(
  api: ApiClient,
  { accessToken: token, device }: Pick<SignsIn, 'device'> & { readonly accessToken: string },
) {
  if (device) return stepUpByPasskey(api, token, device);
  const proof = { kind: 'password', password: PASSWORD } as const;
  return (await api.ok(authRpc.proveStepUp, { proof }, { token })).accessToken;
}

export async function askForExport(
  api: ApiClient,
  { accessToken: token }: { readonly accessToken: string },
): Promise<string> {
  return (await api.ok(authRpc.beginExport, {}, { token })).id;
}
