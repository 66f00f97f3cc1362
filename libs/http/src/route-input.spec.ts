import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defineRpc, platformErrors, type HttpBinding } from '@edu/contract-kit';
import { z } from 'zod';
import { compileInput, type RequestParts } from './route-input.ts';

const input = z.strictObject({
  id: z.string().optional(),
  text: z.string().min(1).optional(),
  number: z.number().optional(),
  on: z.boolean().optional(),
  words: z.array(z.string()).optional(),
  numbers: z.array(z.number()).optional(),
  size: z.int().default(20),
});
const rpcOf = (http: HttpBinding, schema: z.ZodType = input) =>
  defineRpc('rpc.test.get_thing.v1', {
    summary: 'A thing',
    access: 'user',
    input: schema,
    output: z.object({}),
    http,
  });
const inQuery = compileInput(rpcOf({ method: 'GET', path: '/things' }));
const byId = compileInput(rpcOf({ method: 'POST', path: '/things/{id}' }));
const parts = (given: Partial<RequestParts>) => ({
  params: {},
  query: {},
  body: undefined,
  ...given,
});
const query = (given: RequestParts['query']) => inQuery(parts({ query: given }));
const bad = (pointer: string) =>
  expect.objectContaining({
    code: platformErrors.invalidInput.code,
    errors: expect.arrayContaining([expect.objectContaining({ pointer })]),
  });

describe('a query', () => {
  it('takes whatever String makes of a number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const read = query({ number: String(number) }) as { number: number };
        expect(read.number).toBe(Number(String(number)));
      }),
    );
  });

  it.each(['NaN', 'Infinity', '-', '1,5', '0x10', '1e', '.5', '5.', '1 ', '１'])(
    'does not take %j for a number',
    (number) => expect(() => query({ number })).toThrow(bad('/number')),
  );

  it('turns texts into what the contract declares', () => {
    expect(query({ on: 'true', words: 'a,b', numbers: ['1', '2e3'], size: '5' })).toEqual({
      on: true,
      words: ['a', 'b'],
      numbers: [1, 2_000],
      size: 5,
    });
    expect(() => query({ on: 'yes' })).toThrow(bad('/on'));
    expect(() => query({ size: ['1', '2'] })).toThrow(bad('/size'));
  });

  it.each(['', ' ', '\t', '\u00a0'])('takes %j for nothing where nothing has to be', (blank) => {
    const given = { text: blank, number: blank, on: blank, words: blank, size: blank };
    expect(query(given)).toEqual({ size: 20 });
    expect(query({ words: [blank, blank] })).toEqual({ size: 20 });
  });

  it('leaves a blank text to the schema where something has to be', () => {
    const schema = z.strictObject({ text: z.string().min(1) });
    const read = compileInput(rpcOf({ method: 'GET', path: '/things' }, schema));
    expect(() => read(parts({ query: { text: '' } }))).toThrow(bad('/text'));
  });

  it.each(['__proto__', 'constructor', 'toString'])('refuses the unknown name %s', (name) => {
    const given = Object.fromEntries([[name, 'x']]);
    expect(() => query(given)).toThrow(bad(`/${name}`));
  });
});

describe('a body', () => {
  it('is joined by the parameters of the path, which it cannot override', () => {
    expect(byId(parts({ params: { id: '7' }, body: { text: 'a' } }))).toMatchObject({
      id: '7',
      text: 'a',
    });
    const both = parts({ params: { id: '7' }, body: { id: '8' } });
    expect(() => byId(both)).toThrow(bad('/id'));
  });

  it.each([[[]], [1], ['text'], [true]])('%j is no object', (body) => {
    expect(() => byId(parts({ params: { id: '7' }, body }))).toThrow(bad(''));
  });

  it('keeps blank texts: they may mean to clear a field', () => {
    expect(() => byId(parts({ params: { id: '7' }, body: { text: '' } }))).toThrow(bad('/text'));
  });
});

it('a body that comes along with a DELETE is read, and refused where nothing is expected', () => {
  const remove = compileInput(rpcOf({ method: 'DELETE', path: '/things/{id}' }));
  const of = (body: unknown) => remove(parts({ params: { id: 'a' }, body }));
  expect(of(undefined)).toEqual({ id: 'a', size: 20 });
  expect(of({})).toEqual({ id: 'a', size: 20 });
  expect(() => of({ isAdmin: true })).toThrow(bad('/isAdmin'));
  expect(() => of({ id: 'b' })).toThrow(bad('/id'));
  expect(() => of([])).toThrow(bad(''));
});
