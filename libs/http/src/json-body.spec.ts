import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { platformErrors } from '@edu/contract-kit';
import { isJsonInUtf8, parseJsonBody } from './json-body.ts';

const bytes = (text: string) => Buffer.from(text);

describe('a body', () => {
  it('is what JSON.parse makes of it, for whatever is JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!/"(__proto__|constructor|prototype)":|\\u0000/.test(text));
        expect(parseJsonBody(bytes(text))).toEqual(JSON.parse(text));
      }),
      { numRuns: 50 },
    );
  });

  it('may be empty, or begin with one byte order mark', () => {
    expect(parseJsonBody(bytes(''))).toBeUndefined();
    expect(parseJsonBody(bytes('\ufeff{"a":1}'))).toEqual({ a: 1 });
    expect(() => parseJsonBody(bytes('\ufeff\ufeff{}'))).toThrow(
      platformErrors.malformedJson().message,
    );
  });

  it.each([
    ['Latin-1', Buffer.from('{"a":"é"}', 'latin1')],
    ['UTF-16', Buffer.from('{}', 'utf16le').subarray(0, 3)],
    ['an overlong slash', Buffer.from([0x22, 0xc0, 0xaf, 0x22])],
    ['a surrogate in bytes', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ['a cut letter', Buffer.from([0x22, 0xc3])],
  ])('in %s is refused', (_what, body) => {
    expect(() => parseJsonBody(body)).toThrow();
  });

  it.each([
    ['a prototype', '{"a":{"__proto__":{}}}', '/a/__proto__'],
    ['a constructor', '{"constructor":1}', '/constructor'],
    ['NUL in a text', '["\\u0000"]', '/0'],
    ['NUL deep in a text', '{"a/b":[{"~":"\\u0000"}]}', '/a~1b/0/~0'],
    ['NUL in a name', '{"\\u0000":1}', ''],
    ['a lone surrogate', '"\\ud800"', ''],
  ])('with %s is refused where it is', (_what, body, pointer) => {
    const { code } = platformErrors.invalidInput;
    expect(() => parseJsonBody(bytes(body))).toThrow(
      expect.objectContaining({ code, errors: [expect.objectContaining({ pointer })] }),
    );
  });

  it('is bounded in depth and in names', () => {
    const deep = (levels: number) => bytes('['.repeat(levels) + ']'.repeat(levels));
    const wide = (names: number) =>
      bytes(
        JSON.stringify(Object.fromEntries(Array.from({ length: names }, (_, n) => [`k${n}`, n]))),
      );
    expect(parseJsonBody(deep(33))).toBeDefined();
    expect(() => parseJsonBody(deep(34))).toThrow(platformErrors.tooDeep().message);
    expect(parseJsonBody(wide(1_000))).toBeDefined();
    expect(() => parseJsonBody(wide(1_001))).toThrow(platformErrors.tooDeep().message);
  });
});

it.each([
  ['application/json', true],
  ['application/json; charset=utf-8', true],
  ['application/json;charset="UTF-8"', true],
  ['application/json; charset=latin1', false],
  ['application/json; charset=', false],
  [undefined, true],
])('%s is JSON in UTF-8: %s', (type, is) => {
  expect(isJsonInUtf8(type)).toBe(is);
});
