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
/** Names of keys that nobody has, each shown again and again. */
const FORGED = 20;

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
      // Where there is no time for all, it is taken from these.
      return { ...comesFrom(draft, from), expect: [401, 429, 503] };
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

/**
 * Access tokens that somebody has made: of no algorithm, of rubbish, of a key of their own by the name of ours, and
 * by names of keys that nobody has, some of them shown once and others again and again.
 */
export function forgedTokenStream({ dice, tokens: { kid } }: Stage): Stream {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const names = Array.from({ length: FORGED }, () => randomUUID());
  const forgeries = [
    () => signedBy(privateKey, kid),
    () => signedBy(privateKey, dice.pick(names)),
    () => signedBy(privateKey, randomUUID()),
    async () => withoutAlgorithm(await signedBy(privateKey, kid)),
    () => randomUUID(),
  ];
  return {
    next: async () => {
      const draft = draftOf(authRpc.me, {}, { token: await dice.pick(forgeries)() });
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

function withoutAlgorithm(token: string): string {
  const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
  return `${none}.${token.split('.')[1]}.`;
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
