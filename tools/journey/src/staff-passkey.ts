import { authRpc } from '@edu/contracts-auth';
import type { RpcCaller } from '@edu/demo';
import { SoftwareAuthenticator } from '@edu/simulators/authenticator/software-authenticator';
import type { ApiClient } from './api-client.ts';
import { signInByPassword } from './sign-in-by-password.ts';

interface SignedIn {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Somebody of staff who signed in with a passkey. */
export interface ByPasskey extends SignedIn {
  readonly device: SoftwareAuthenticator;
}

interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** A device that is at the platform's own page. */
export const newDevice = (api: ApiClient) =>
  new SoftwareAuthenticator(api.url.replace('//127.0.0.1', '//localhost'));

/** Adds the first passkey of somebody of staff, with the operator's link. */
export async function enrolStaff(
  api: ApiClient,
  operator: RpcCaller,
  { email, password }: Credentials,
): Promise<ByPasskey> {
  const { link } = await operator.call(authRpc.invitePasskey, { email });
  const invitation = new URL(link).hash.slice(1);
  const { accessToken } = await signInByPassword(api, { email, password });
  const proof = { kind: 'password', password } as const;
  const proved = await api.ok(authRpc.proveStepUp, { proof }, { token: accessToken });
  const as = { token: proved.accessToken };
  const device = newDevice(api);
  const credential = device.create(await api.ok(authRpc.beginPasskey, {}, as));
  await api.ok(authRpc.addPasskey, { credential, invitation }, as);
  return { device, ...(await signInByPasskey(api, device)) };
}

export async function signInByPasskey(
  api: ApiClient,
  device: SoftwareAuthenticator,
): Promise<SignedIn> {
  const request = await api.ok(authRpc.askForPasskey, {});
  return api.ok(authRpc.passkeySignIn, { credential: device.answer(request, NOT_COUNTED) });
}

/** @returns an access token that carries a fresh proof */
export async function stepUpByPasskey(
  api: ApiClient,
  token: string,
  device: SoftwareAuthenticator,
): Promise<string> {
  const { passkey } = await api.ok(authRpc.requestStepUp, {}, { token });
  if (!passkey) throw new Error('this account has no passkey');
  const proof = { kind: 'passkey', credential: device.answer(passkey, NOT_COUNTED) } as const;
  return (await api.ok(authRpc.proveStepUp, { proof }, { token })).accessToken;
}

/** As phones do: many answer at the same moment here, in any order. */
const NOT_COUNTED = { counter: 0 };
