import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { Seal } from './seal.ts';

const secret = () => randomBytes(32).toString('hex');
const seal = new Seal(secret());
const VALUE = { price: 5_000, name: 'Awa Koné', until: 1_800_000_000_000 };

it('gives back what was sealed', () => {
  expect(seal.open(seal.close(VALUE))).toEqual(VALUE);
});

it('is the same for the same, and opened by whoever knows the secret', () => {
  const shared = secret();
  expect(new Seal(shared).close(VALUE)).toBe(new Seal(shared).close(VALUE));
  expect(new Seal(shared).open(new Seal(shared).close(VALUE))).toEqual(VALUE);
});

it('opens nothing that another secret sealed, or none', () => {
  expect(seal.open(new Seal(secret()).close(VALUE))).toBeUndefined();
  const text = Buffer.from(JSON.stringify(VALUE)).toString('base64url');
  for (const forged of ['', '.', text, `${text}.`, `.${text}`, `${text}.${text}`, `${text}.é`]) {
    expect(seal.open(forged), forged).toBeUndefined();
  }
});

it('opens nothing of which a single character was changed, added or left out', () => {
  const sealed = seal.close(VALUE);
  for (let at = 0; at < sealed.length; at++) {
    const other = sealed[at] === 'A' ? 'B' : 'A';
    const [before, after] = [sealed.slice(0, at), sealed.slice(at + 1)];
    expect(seal.open(before + other + after), `changed at ${at}`).toBeUndefined();
    expect(seal.open(before + after), `without ${at}`).toBeUndefined();
  }
  expect(seal.open(`${sealed}A`)).toBeUndefined();
  expect(seal.open(`A${sealed}`)).toBeUndefined();
});
