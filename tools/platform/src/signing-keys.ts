import { authErrors, authRpc } from '@edu/contracts-auth';
import { Problem, type RpcOutput } from '@edu/contract-kit';
import { callAsOperator } from './operator.ts';
import { PlatformError } from './platform-error.ts';

export const SIGNING_HELP = `Replaces the key that access tokens are signed with. It changes every 30 days by itself.

  npm run keys -- signing list           the keys that are published, and what each does
  npm run keys -- signing rotate         publishes the next one, which signs ten minutes later; nobody notices
  npm run keys -- signing revoke <key>   one that somebody else may have: its tokens are refused everywhere
                                         within seconds, another signs, and people go on by themselves
`;

type SigningKeys = RpcOutput<typeof authRpc.listSigningKeys>;

/** @returns what was done, and the keys as they are now. @throws PlatformError about the arguments */
export async function signingKeys([command, keyId]: readonly string[]): Promise<string[]> {
  if (command === 'list') {
    return callAsOperator('keys', async (caller) =>
      linesOf(await caller.call(authRpc.listSigningKeys, {})),
    );
  }
  if (command === 'rotate') {
    return callAsOperator('keys', async (caller) => [
      '✓ the next key is published',
      ...linesOf(await caller.call(authRpc.rotateSigningKey, {})),
    ]);
  }
  if (command !== 'revoke') {
    const todo = 'one of list, rotate, revoke';
    throw new PlatformError(`There is no signing ${command ?? ''}`.trim(), { todo });
  }
  if (!keyId)
    throw new PlatformError('Which key?', { todo: 'one of npm run keys -- signing list' });
  return callAsOperator('keys', async (caller) => [
    `✓ ${keyId} is revoked`,
    ...linesOf(await revoke(() => caller.call(authRpc.revokeSigningKey, { keyId }), keyId)),
  ]);
}

async function revoke(call: () => Promise<SigningKeys>, keyId: string): Promise<SigningKeys> {
  try {
    return await call();
  } catch (cause) {
    if (!(cause instanceof Problem) || cause.status >= 500) throw cause;
    if (!cause.is(authErrors.unknownSigningKey) && cause.status !== 400) throw cause;
    throw new PlatformError(`No key ${keyId} is published`, {
      todo: 'one of npm run keys -- signing list',
      cause,
    });
  }
}

function linesOf({ keys }: SigningKeys): string[] {
  return keys.map(({ keyId, state, signsFrom, verifiesUntil }) => {
    const until = verifiesUntil ? `, published until ${verifiesUntil}` : '';
    return `  ${keyId}  ${state.padEnd(7)}  signs from ${signsFrom}${until}`;
  });
}
