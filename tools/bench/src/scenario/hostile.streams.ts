import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { AccessClaims, API_PREFIX } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { SignJWT } from 'jose';
import { emailOf } from '../seed/entity-id.ts';
import { ACCOUNTS } from './login.stream.ts';
import type { Stage } from './stage.ts';
import { draftOf, type Draft, type Stream } from './stream.ts';

/** Far above what the gateway reads. */
const HUGE_BODY = 2_000_000;
/** Of guesses, so many come each from another network and for another account: no limit knows them. */
const SPREAD = 0.2;
/** Accounts that the others are aimed at. */
const AIMED_AT = 5;
const FORGED = 50;

/**
 * Guesses of passwords: most from one network at few accounts, which are counted and refused, the rest
 * from anywhere at any account, each of which costs a comparison like an honest sign-in.
 */
export function guessStream({ dice }: Stage): Stream {
  return {
    next: () => {
      const isSpread = dice.random() < SPREAD;
      const email = emailOf('learner', dice.below(isSpread ? 2 * ACCOUNTS : AIMED_AT));
      const password = `guess ${dice.below(1e9)}`;
      const draft = draftOf(authRpc.login, { address: { channel: 'email', email }, password });
      const from = isSpread ? networkOf(dice.below(1e6)) : networkOf(0);
      return { ...comesFrom(draft, from), expect: [401, 429] };
    },
  };
}

/** Bodies that nobody reads to their end. */
export function hugeBodyStream({ dice }: Stage): Stream {
  return {
    next: () => ({
      ...comesFrom(
        {
          method: 'POST',
          path: `${API_PREFIX}/auth/login`,
          body: null,
          headers: { 'content-type': 'application/json', accept: 'application/json' },
          expect: [413],
        },
        networkOf(dice.below(1e6)),
      ),
      filler: HUGE_BODY,
    }),
  };
}

/** Access tokens that somebody has made: of no algorithm, of a key of their own, of rubbish. */
export function forgedTokenStream({ dice }: Stage): Stream {
  const tokens: string[] = [];
  return {
    prepare: async () => {
      if (tokens.length === 0) tokens.push(...(await forgedTokens()));
    },
    next: () => {
      const draft = draftOf(authRpc.me, {}, { token: dice.pick(tokens) });
      return { ...comesFrom(draft, networkOf(dice.below(1e6))), expect: [401] };
    },
  };
}

/** Payments that nobody has made: their signature is of another secret. */
export function forgedWebhookStream({ dice }: Stage): Stream {
  return {
    next: () =>
      comesFrom(
        {
          method: 'POST',
          path: `${API_PREFIX}/payments/webhooks`,
          body: JSON.stringify({ id: `evt_${randomUUID()}`, type: 'payment_intent.succeeded' }),
          headers: {
            'content-type': 'application/json',
            'stripe-signature': `t=${Math.floor(Date.now() / 1_000)},v1=${'0'.repeat(64)}`,
          },
          expect: [400],
        },
        networkOf(dice.below(1e6)),
      ),
  };
}

async function forgedTokens(): Promise<string[]> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  return Promise.all(
    Array.from({ length: FORGED }, async (_, index) => {
      const signed = await signedBy(privateKey, index % 2 === 0 ? 'key-1' : randomUUID());
      const [, claims] = signed.split('.');
      const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
      return [signed, `${none}.${claims}.`, randomUUID()][index % 3]!;
    }),
  );
}

function signedBy(key: KeyObject, kid: string): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const claims = {
    iss: AccessClaims.shape.iss.value,
    aud: AccessClaims.shape.aud.value,
    ...{ sub: randomUUID(), sid: randomUUID(), roles: ['admin'], locale: 'fr' },
    ...{ iat: now, exp: now + 3_600 },
  };
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid, typ: 'at+jwt' }).sign(key);
}

/** As a proxy in front of the gateway says. */
function comesFrom(draft: Draft, address: string): Draft {
  return { ...draft, headers: { ...draft.headers, 'x-forwarded-for': address } };
}

const networkOf = (number: number) =>
  `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
