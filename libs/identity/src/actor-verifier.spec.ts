import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  exportJWK,
  exportSPKI,
  generateKeyPair,
  SignJWT,
  type CryptoKey,
  type JWTHeaderParameters,
} from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { AccessClaims, newId, platformErrors, type Jwk } from '@edu/contract-kit';
import { ActorVerifier } from './actor-verifier.ts';

let key: CryptoKey;
let jwk: Jwk;
let pem: string;
let fetches = 0;
let now = Date.now();

beforeAll(async () => {
  const pair = await generateKeyPair('RS256', { extractable: true });
  key = pair.privateKey;
  pem = await exportSPKI(pair.publicKey);
  jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' } as Jwk;
});

const verifier = (keys: () => Jwk[] = () => [jwk]) => {
  fetches = 0;
  return new ActorVerifier(
    () => {
      fetches++;
      return Promise.resolve({ keys: keys() });
    },
    () => now,
  );
};
const good = () => ({
  iss: AccessClaims.shape.iss.value as string,
  aud: AccessClaims.shape.aud.value as string,
  sub: newId(),
  sid: newId(),
  roles: ['student'],
  locale: 'fr',
  iat: Math.floor(now / 1_000),
  exp: Math.floor(now / 1_000) + 900,
});
const sign = (claims: object, header: Partial<JWTHeaderParameters> = {}, signer: CryptoKey = key) =>
  new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'k1', typ: 'at+jwt', ...header })
    .sign(signer);
const refused = { code: platformErrors.unauthenticated.code };

describe('ActorVerifier', () => {
  it('returns the actor of a token, and verifies each token once', async () => {
    const claims = good();
    const token = await sign(claims);
    const checker = verifier();
    const actor = await checker.verify(token);
    expect(actor).toEqual({
      userId: claims.sub,
      sessionId: claims.sid,
      roles: ['student'],
      locale: 'fr',
      keyId: 'k1',
    });
    expect(await checker.verify(token)).toBe(actor);
    expect(fetches).toBe(1);
  });

  it('refuses a cached token after it has expired', async () => {
    const checker = verifier();
    const token = await sign(good());
    await checker.verify(token);
    now += 901_000;
    await expect(checker.verify(token)).resolves.toBeTruthy(); // within the leeway for clocks
    now += 60_000;
    await expect(checker.verify(token)).rejects.toMatchObject(refused);
    now = Date.now();
  });

  it.each([
    ['another issuer', { iss: 'https://evil.example' }, {}],
    ['another audience', { aud: 'other' }, {}],
    ['an expired token', { exp: 1 }, {}],
    ['a token from the future', { nbf: 9_999_999_999 }, {}],
    ['an id token', {}, { typ: 'JWT' }],
    ['an unknown role', { roles: ['root'] }, {}],
    ['no session', { sid: undefined }, {}],
    ['an unknown key', {}, { kid: '../../dev/null' }],
    ['no key', {}, { kid: undefined }],
  ])('refuses %s', async (_name, claims, header) => {
    const token = await sign({ ...good(), ...claims }, header as Partial<JWTHeaderParameters>);
    await expect(verifier().verify(token)).rejects.toMatchObject(refused);
  });

  /** Put together by hand, as no library would sign it. */
  const forged = (header: string, payload = JSON.stringify(good()), signature = '') =>
    [header, payload].map((part) => Buffer.from(part).toString('base64url')).join('.') +
    `.${signature}`;

  it.each(['none', 'None', 'NONE', 'nOnE', '', 'RS256 ', 'rs256'])(
    'refuses the algorithm %j without a signature, and with that of another token',
    async (alg) => {
      const [, payload, signature] = (await sign(good())).split('.');
      const header = JSON.stringify({ alg, kid: 'k1', typ: 'at+jwt' });
      const claims = Buffer.from(payload!, 'base64url').toString();
      for (const token of [forged(header), forged(header, claims, signature)]) {
        await expect(verifier().verify(token)).rejects.toMatchObject(refused);
      }
    },
  );

  it('refuses HMAC by any form of the public key, which everybody has', async () => {
    for (const secret of [pem, pem.trim(), jwk.n, JSON.stringify(jwk)]) {
      for (const alg of ['HS256', 'HS384', 'HS512']) {
        const token = await new SignJWT(good())
          .setProtectedHeader({ alg, kid: 'k1', typ: 'at+jwt' })
          .sign(Buffer.from(secret.padEnd(64, ' ')));
        await expect(verifier().verify(token)).rejects.toMatchObject(refused);
      }
    }
  });

  it('takes no key from the token, and asks nobody whom it names', async () => {
    let hits = 0;
    const listener = createServer((_request, response) => {
      hits++;
      response.end('{}');
    });
    await once(listener.listen(0, '127.0.0.1'), 'listening');
    const at = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/keys`;
    const own = await generateKeyPair('RS256', { extractable: true });
    const theirs = { ...(await exportJWK(own.publicKey)), kid: 'k1' };
    for (const header of [{ jku: at }, { x5u: at }, { jwk: theirs }, { jku: at, kid: at }]) {
      const token = await sign(good(), header, own.privateKey);
      await expect(verifier().verify(token)).rejects.toMatchObject(refused);
    }
    expect(hits).toBe(0);
    await new Promise((resolve) => listener.close(resolve));
  });

  it.each(["k1' OR '1'='1", '../../../dev/null', '', 'k1\0', '__proto__', 'k1 '])(
    'refuses the key id %j',
    async (kid) => {
      await expect(verifier().verify(await sign(good(), { kid }))).rejects.toMatchObject(refused);
    },
  );

  it('refuses what is no token, or twice the same claim with a signature of the first', async () => {
    const token = await sign(good());
    const [header, , signature] = token.split('.');
    const twice = JSON.stringify(good()).replace('{', '{"roles":["admin"],');
    const doubled = forged(Buffer.from(header!, 'base64url').toString(), twice, signature);
    const refreshToken = 'x'.repeat(43);
    const cut = [token.slice(0, token.lastIndexOf('.')), token.replaceAll('.', ''), `${token}.`];
    for (const other of [doubled, refreshToken, ...cut, ` ${token}`, `${token}.${token}`]) {
      await expect(verifier().verify(other)).rejects.toMatchObject(refused);
    }
    const tooMany = await sign({ ...good(), aud: [good().aud, 'others'] });
    await expect(verifier().verify(tooMany)).rejects.toMatchObject(refused);
  });

  it('refuses other algorithms, foreign signatures and rubbish', async () => {
    const none = `${Buffer.from('{"alg":"none","kid":"k1","typ":"at+jwt"}').toString('base64url')}.${Buffer.from(JSON.stringify(good())).toString('base64url')}.`;
    const hmac = await new SignJWT(good())
      .setProtectedHeader({ alg: 'HS256', kid: 'k1', typ: 'at+jwt' })
      .sign(Buffer.from(jwk.n));
    const foreign = await sign(good(), {}, (await generateKeyPair('RS256')).privateKey);
    for (const token of [none, hmac, foreign, 'a.b.c', '', 'x'.repeat(100_000)]) {
      await expect(verifier().verify(token)).rejects.toMatchObject(refused);
    }
  });

  it('fetches new keys for an unknown id, but not for every forged one', async () => {
    let keys: Jwk[] = [];
    const checker = verifier(() => keys);
    const token = await sign(good());
    await expect(checker.verify(token)).rejects.toMatchObject(refused);
    keys = [jwk];
    await checker.verify(token);
    const before = fetches;
    const forged = await Promise.all(
      Array.from({ length: 100 }, (_, i) => sign(good(), { kid: `forged-${i}` })),
    );
    await Promise.all(
      forged.map((one) => expect(checker.verify(one)).rejects.toMatchObject(refused)),
    );
    expect(fetches).toBe(before + 1);
    now += 11_000;
    await expect(checker.verify(await sign(good(), { kid: 'k2' }))).rejects.toMatchObject(refused);
    expect(fetches).toBe(before + 2);
    now = Date.now();
  });

  it('takes a token of a key that signs since just now, a moment later', async () => {
    let keys = [jwk];
    const checker = verifier(() => keys);
    await checker.verify(await sign(good()));
    keys = [{ ...jwk, kid: 'k2' }];
    await checker.verify(await sign(good(), { kid: 'k2' }));
  });

  describe('a key id that the issuer did not have', () => {
    it('is refused at once when it is shown again, however long the issuer takes', async () => {
      const answers: PromiseWithResolvers<void>[] = [];
      const checker = new ActorVerifier(
        async () => {
          const answer = Promise.withResolvers<void>();
          answers.push(answer);
          await answer.promise;
          return { keys: [jwk] };
        },
        () => now,
      );
      const forged = await sign(good(), { kid: 'forged' });
      const first = checker.verify(forged);
      await expect.poll(() => answers.length).toBe(1);
      answers[0]!.resolve();
      await expect(first).rejects.toMatchObject(refused);
      now += 1_000;
      // The second question has no answer yet, and nobody waits for it.
      for (let n = 0; n < 10; n++) {
        await expect(checker.verify(forged)).rejects.toMatchObject(refused);
      }
      expect(answers).toHaveLength(2);
      answers[1]!.resolve();
      now = Date.now();
    });

    it('is taken once the issuer has it, although it was refused before', async () => {
      let keys = [jwk];
      const checker = verifier(() => keys);
      const early = await sign(good(), { kid: 'k2' });
      await expect(checker.verify(early)).rejects.toMatchObject(refused);
      keys = [jwk, { ...jwk, kid: 'k2' }];
      now += 1_000;
      await expect(checker.verify(early)).rejects.toMatchObject(refused);
      await expect.poll(() => checker.verify(early).catch(() => null)).toBeTruthy();
      now = Date.now();
    });

    it('is refused as soon where the clock was put back since', async () => {
      const checker = verifier();
      await checker.verify(await sign(good()));
      now -= 3_600_000;
      const forged = await sign(good(), { kid: 'k2' });
      await expect(checker.verify(forged)).rejects.toMatchObject(refused);
      now = Date.now();
    });

    it.each([
      ['however many are made up', refused, () => Promise.resolve({ keys: [jwk] })],
      [
        'also of an issuer that is down',
        { code: platformErrors.unavailable.code },
        () => Promise.reject(new Error('no responders')),
      ],
    ] as const)('is asked for once per cool-down, %s', async (_what, answer, fetchKeys) => {
      let asked = 0;
      const checker = new ActorVerifier(() => {
        asked++;
        return fetchKeys();
      });
      const began = performance.now();
      for (let n = 0; n < 6; n++) {
        const forged = await sign(good(), { kid: `made up ${n}` });
        await expect(checker.verify(forged)).rejects.toMatchObject(answer);
      }
      expect(asked).toBeLessThanOrEqual(1 + (performance.now() - began) / 190);
    });
  });

  it('forgets keys that are published no more, without waiting for the issuer', async () => {
    let keys = [jwk, { ...jwk, kid: 'k2' }];
    const checker = verifier(() => keys);
    await checker.verify(await sign(good(), { kid: 'k2' }));
    keys = [jwk];
    now += 301_000;
    await checker.verify(await sign(good())); // with the keys of before; new ones are asked for
    expect(fetches).toBe(2);
    await expect(checker.verify(await sign(good(), { kid: 'k2' }))).rejects.toMatchObject(refused);
    now = Date.now();
  });

  it('answers unavailable, not unauthenticated, while the issuer does not answer', async () => {
    const checker = new ActorVerifier(() => Promise.reject(new Error('no responders')));
    await expect(checker.verify(await sign(good()))).rejects.toMatchObject({
      code: platformErrors.unavailable.code,
    });
  });
});
