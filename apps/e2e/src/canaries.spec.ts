import { describe, expect, it } from 'vitest';
import { Canaries, SUSPICIOUS } from './canaries.ts';

describe('Canaries', () => {
  const canaries = new Canaries();
  const name = canaries.add('a name', 'Zoé "Q" Köné-Diop');
  canaries.add('a code', '482913');

  it.each([
    name,
    `{"displayName":${JSON.stringify(name)}}`,
    `/search?q=${encodeURIComponent(name)}`,
    Buffer.from(name).toString('base64'),
    Buffer.from(`x${name}`).toString('base64'),
    Buffer.from(`xy${name} and more`).toString('base64'),
  ])('are found as they are and as they travel: %s', (text) => {
    expect(canaries.in(`before ${text} after`)).toEqual(['a name']);
  });

  it('are found as numbers only by themselves', () => {
    expect(canaries.in('code=482913&x')).toEqual(['a code']);
    expect(canaries.in('1732482913000 a482913b 0.482913')).toEqual([]);
  });

  it.each([
    ['an e-mail address', 'to awa.kone@example.com'],
    ['a phone number', '"+2250701020304"'],
    ['a token', 'Bearer eyJhbGciOiJSUzI1.eyJzdWIiOiIxIn0.xyz'],
    ['a Stripe secret', 'pi_1_secret_abcdefgh'],
    ['a Stripe secret', 'sk_test_4eC39H'],
    ['a password in an address', 'postgres://booking:s3cret@db/edu'],
  ])('%s is suspicious', (what, text) => {
    expect(SUSPICIOUS[what]!.test(text)).toBe(true);
  });
});
