import assert from 'node:assert/strict';
import type { RpcOutput } from '@edu/contract-kit';
import type { sessionRpc } from '@edu/contracts-session';
import { TokenVerifier, type ClaimGrants } from 'livekit-server-sdk';

export interface LiveKitKey {
  readonly key: string;
  readonly secret: string;
}

type Pass = RpcOutput<typeof sessionRpc.token>;

/**
 * Checks that a room token lets this user into this room and nowhere else.
 *
 * @param livekit verifies the signature; without it the claims are only read
 * @throws AssertionError, or what LiveKit's verifier says
 */
export async function checkRoomToken(
  { token, room, identity }: Pass,
  userId: string,
  livekit: LiveKitKey | undefined,
): Promise<void> {
  const claims = livekit
    ? await new TokenVerifier(livekit.key, livekit.secret).verify(token)
    : (JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as ClaimGrants);
  assert.equal(identity, userId);
  assert.equal(claims.sub, userId, 'the token’s subject');
  assert.equal(claims.video?.room, room, 'the token’s room');
  assert.equal(claims.video?.roomJoin, true, 'the token joins');
  assert(!claims.video?.roomAdmin && !claims.video?.roomCreate, 'the token only joins');
}
