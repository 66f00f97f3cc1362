import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Email, Phone } from './contact.ts';
import { fieldRule, formatRule, issueAsFieldError } from './field-error.ts';

/** What is wrong with a value, without zod's own words. */
function wrong(schema: z.ZodType, value: unknown) {
  const { error } = schema.safeParse(value, {
    error: z.locales.fr().localeError,
    reportInput: true,
  });
  return error!.issues.map((issue) => issueAsFieldError('/field', issue));
}
const field = (code: string, detail: string, params?: object) => [
  { pointer: '/field', detail, code, ...(params && { params }) },
];

describe('what is wrong with a field', () => {
  it('has the code of its rule, so that it can be said in each language', () => {
    const rule = z.string().refine(() => false, fieldRule('less_than', { field: 'max' }));
    expect(wrong(rule, 'x')).toEqual(field('less_than', 'less than max', { field: 'max' }));
    const format = z.string().regex(/^\d{6}$/, formatRule('bad_code'));
    expect(wrong(format, 'x')).toEqual(field('bad_code', 'must be six digits'));
  });

  it('never shows people a pattern where it is an address', () => {
    expect(wrong(Email, 'x@y')).toEqual(field('bad_email', 'is no e-mail address'));
    expect(wrong(Phone, '+22')).toMatchObject([{ code: 'bad_phone' }]);
  });

  it('says how long a text and how full a list has to be', () => {
    expect(wrong(z.string().min(10), 'x')).toEqual(
      field('too_short', 'at least 10 characters', { min: 10 }),
    );
    expect(wrong(z.string().max(2), 'xxx')).toMatchObject([{ code: 'too_long' }]);
    expect(wrong(z.string().min(1), '')).toEqual(field('missing', 'is missing'));
    expect(wrong(z.array(z.string()).min(1), [])).toEqual(
      field('too_few', 'at least 1', { min: 1 }),
    );
    expect(wrong(z.array(z.string()).max(0), ['x'])).toMatchObject([{ code: 'too_many' }]);
  });

  it.each([
    [z.string(), undefined, field('missing', 'is missing')],
    [z.enum(['a', 'b']), undefined, field('missing', 'is missing')],
    [z.number(), 'x', field('wrong_type', 'must be number', { expected: 'number' })],
    [z.int(), 4.5, field('not_whole', 'must be a whole number')],
    [z.enum(['a', 'b']), 'c', field('not_one_of', 'must be one of a, b', { values: 'a, b' })],
    [z.int().min(1), 0, field('too_small', 'must be 1 or more', { min: 1 })],
    [z.int().max(1), 2, field('too_big', 'must be 1 or less', { max: 1 })],
    [z.number().multipleOf(5), 7, field('not_multiple_of', 'must be a multiple of 5', { of: 5 })],
    [z.uuid(), 'x', field('bad_format', 'has the wrong form')],
    [z.strictObject({}), { x: 1 }, field('unknown_field', 'is not known here')],
    [z.union([z.string(), z.boolean()]), 1, field('invalid', 'is not valid')],
  ])('has a code for whatever zod finds: %#', (schema, value, errors) => {
    expect(wrong(schema, value)).toEqual(errors);
  });
});
