import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Email, Phone } from './contact.ts';
import { fieldRule, formatRule, issueAsFieldError } from './field-error.ts';

/** What is wrong with a value, in a language that nobody here writes. */
function wrong(schema: z.ZodType, value: unknown) {
  const { error } = schema.safeParse(value, { error: z.locales.fr().localeError });
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

  it('is as zod says it in the reader’s language where nothing else is known', () => {
    const [error] = wrong(z.number(), 'x');
    expect(error).toEqual({ pointer: '/field', detail: expect.stringContaining('attendu') });
  });
});
