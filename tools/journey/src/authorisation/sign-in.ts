import { authRpc } from '@edu/contracts-auth';
import type { ApiClient } from '../api-client.ts';
import { signInByTwo, stepUpByTwo } from '../second-factor.ts';
import type { Standing } from './expectation.ts';

export const PASSWORD = 'three tall palm trees';

/** Somebody who can sign in. */
interface SignsIn {
  readonly email: string;
  /** Of staff, who sign in by two factors; none of all others. */
  readonly recoveryCodes: string[];
}

export async function signIn(api: ApiClient, { email, recoveryCodes }: SignsIn) {
  const address = { channel: 'email', email } as const;
  const { accessToken, refreshToken } =
    recoveryCodes.length > 0
      ? await signInByTwo(api, { email, password: PASSWORD }, recoveryCodes)
      : await api.ok(authRpc.login, { address, password: PASSWORD });
  const { items } = await api.ok(authRpc.sessions, {}, { token: accessToken });
  return { accessToken, refreshToken, sessionId: items.find(({ current }) => current)!.id };
}

/** The access token of one more session. */
export function tokenOf(
  api: ApiClient,
  member: SignsIn,
  { steppedUp }: Partial<Standing>,
): Promise<string> {
  const work = async () => {
    const session = await signIn(api, member);
    return steppedUp ? stepUp(api, { ...member, ...session }) : session.accessToken;
  };
  return member.recoveryCodes.length > 0 ? inTurn(work) : work();
}

let lastTurn: Promise<unknown> = Promise.resolve();

/** New recovery codes end those that somebody else has just taken: one uses them after the other. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = lastTurn.then(work);
  lastTurn = turn.catch(() => undefined);
  return turn;
}

/** @returns an access token that carries the proof */
export async function stepUp(
  api: ApiClient,
  {
    accessToken: token,
    recoveryCodes,
  }: Pick<SignsIn, 'recoveryCodes'> & { readonly accessToken: string },
) {
  if (recoveryCodes.length > 0) return stepUpByTwo(api, token, recoveryCodes);
  const proof = { kind: 'password', password: PASSWORD } as const;
  return (await api.ok(authRpc.proveStepUp, { proof }, { token })).accessToken;
}

export async function askForExport(
  api: ApiClient,
  { accessToken: token }: { readonly accessToken: string },
): Promise<string> {
  return (await api.ok(authRpc.beginExport, {}, { token })).id;
}
