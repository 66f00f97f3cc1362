import { randomBytes, randomInt } from 'node:crypto';
import { newId, type RpcArgs, type RpcOutput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { notificationRpc } from '@edu/contracts-notification';
import { startTestService, type TestActor, type TestService } from '@edu/testing';
import { addressOf, type Address } from './account/account.domain.ts';
import { authService } from './main.ts';
import { hashToken } from './sign-in-session/sign-in-session.domain.ts';

export type Tokens = RpcOutput<typeof authRpc.verify>;
type SentMessage = RpcArgs<typeof notificationRpc.sendCode>;

type CodeSent = RpcOutput<typeof authRpc.addAddress>;

export const PASSWORD = 'correct horse battery';

/** The service with a fake notification service that records the messages to send. */
export interface TestAuth extends TestService {
  readonly sent: SentMessage[];
  /** The last message to an address. */
  lastMessage(address: Address): SentMessage['message'];
  /** The last code sent to an address. */
  lastCode(address: Address): string;
  /** Moves the service's clock, which stands still from then on. */
  advance(ms: number): void;
  signUp(address: Address, password?: string): Promise<Tokens>;
  /** Proves by a code to an address of the account that it is them. @returns with the proof */
  stepUp(tokens: Tokens): Promise<Tokens>;
  /** Proves it, and asks for a code to a new address. */
  changeAddress(tokens: Tokens, address: Address): Promise<CodeSent>;
}

export const newEmail = (): Address => ({ channel: 'email', email: `${newId()}@example.com` });
export const newPhone = (): Address => ({
  channel: 'sms',
  phone: `+22507${String(randomInt(1e8)).padStart(8, '0')}`,
});
/** Six digits that are not these. */
export const wrongCode = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

export const asActor = ({ accessToken, user }: Tokens): TestActor => ({
  userId: user.id,
  sessionId: newId(),
  token: accessToken,
});

/** As if they had signed in with a passkey. @returns tokens that say so */
export async function byPasskey(auth: TestAuth, { refreshToken }: Tokens): Promise<Tokens> {
  await auth.sql.query(
    `UPDATE session SET amr = amr || '{hwk,user,mfa}'
     WHERE id = (SELECT session_id FROM refresh_token WHERE hash = $1)`,
    [hashToken(refreshToken)],
  );
  return auth.call(authRpc.refresh, { refreshToken });
}

export async function startAuth(
  options: { env?: Record<string, string>; replicas?: number } = {},
): Promise<TestAuth> {
  const sent: SentMessage[] = [];
  const { env, replicas = 1 } = options;
  const service = await startTestService(authService, {
    replicas,
    env: { AUTH_SECRET: randomBytes(32).toString('hex'), NEW_DEVICES: 'ignore', ...env },
    fakes: (fake) => {
      fake(notificationRpc.sendCode, (input) => {
        sent.push(input);
        return { sentAt: new Date().toISOString() };
      });
      fake(notificationRpc.setContact, () => ({ changed: true }));
    },
  });
  const lastMessage = (address: Address) => {
    const found = sent.findLast(({ to }) => JSON.stringify(to) === JSON.stringify(address));
    if (!found) throw new Error('nothing was sent there');
    return found.message;
  };
  // Notices of what was changed before may come after it.
  const lastCode = (address: Address) => {
    const code = sent
      .filter(({ to }) => JSON.stringify(to) === JSON.stringify(address))
      .flatMap(({ message }) => (message.kind === 'code' ? [message.code] : []))
      .at(-1);
    if (!code) throw new Error('no code was sent');
    return code;
  };
  const stepUp = async (tokens: Tokens) => {
    const as = asActor(tokens);
    const { email, phone } = await service.call(authRpc.me, {}, { as });
    const own = email ? addressOf('email', email) : addressOf('sms', phone!);
    const { channel } = own;
    const { sent: asked } = await service.call(authRpc.requestStepUp, { channel }, { as });
    const { verificationId } = asked!;
    const proof = { kind: 'code', verificationId, code: lastCode(own) } as const;
    const { accessToken } = await service.call(authRpc.proveStepUp, { proof }, { as });
    return { ...tokens, accessToken };
  };
  const changeAddress = async (tokens: Tokens, address: Address) =>
    service.call(authRpc.addAddress, { address }, { as: asActor(await stepUp(tokens)) });
  return {
    ...service,
    sent,
    stepUp,
    changeAddress,
    lastMessage,
    lastCode,
    advance: (ms) => service.clock.set(new Date(service.clock.now().getTime() + ms)),
    signUp: async (address, password) => {
      const { verificationId } = await service.call(authRpc.register, {
        role: 'student',
        displayName: 'Awa Koné',
        address,
        ...(password && { password }),
      });
      return service.call(authRpc.verify, { verificationId, code: lastCode(address) });
    },
  };
}
