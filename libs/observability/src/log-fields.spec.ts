import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { logFields } from './log-fields.ts';

const ID = '01930d2c-6f3a-7c1e-8a54-2f7e9d3b1c00';
const written = (fields: object) => JSON.stringify(logFields(fields));

describe('logFields', () => {
  it('keeps ids, codes, counts and moments', () => {
    const fields = {
      paymentId: ID,
      subject: 'evt.booking.created.v1',
      requestId: 'client-chosen-1234567890-abcdef',
      attempts: 3,
      first: true,
      ref: 'pi_3MtwBwLkdIwHu7ix28a3tqPa',
      reason: 'attempts used up',
    };
    expect(logFields(fields)).toEqual(fields);
    expect(logFields({ signFrom: new Date(0) })).toEqual({ signFrom: '1970-01-01T00:00:00.000Z' });
  });

  it.each([
    { displayName: 'canary' },
    { email: 'canary@example.ci' },
    { person: { phone: 'canary' } },
    { deep: { er: { and: { deeper: { secret: 'canary' } } } } },
    { people: [{ name: 'canary' }, 'canary'] },
    { headers: { authorization: 'Bearer canary.canary' } },
    { reason: 'Key (email)=(canary@example.ci) already exists' },
    { token: 'canary' },
    { unheardOf: 'canary' },
    { buffer: Buffer.from('canary') },
    { map: new Map([['canary', 'canary']]) },
  ])('leaves out what a person may have written: %j', (fields) => {
    expect(written(fields)).not.toContain('canary');
  });

  it('writes errors and their causes without what they repeat', () => {
    const detail = Object.assign(new Error('duplicate key violates "canary"'), {
      detail: 'Key (email)=(canary@example.ci) already exists.',
      parameters: ['canary'],
      code: '23505',
    });
    const err = new Error('password=canary in a query', { cause: detail });
    expect(written({ err })).not.toContain('canary');
    expect(logFields({ err })).toMatchObject({
      err: { type: 'Error', cause: { code: '23505', stack: expect.stringContaining(' at ') } },
    });
    expect(written({ err: 'canary' })).not.toContain('canary');
    expect(written({ err: new Error('x', { cause: 'canary' }) })).not.toContain('canary');
  });

  it('shows the frames of the innermost error alone, so that a line stays short', () => {
    const refused = new Error('refused');
    const failed = new Error('query failed', { cause: refused });
    const { err } = logFields({ err: new Error('job failed', { cause: failed }) });
    expect(err).toEqual({
      type: 'Error',
      message: 'job failed',
      cause: {
        type: 'Error',
        message: 'query failed',
        cause: { type: 'Error', message: 'refused', stack: expect.stringContaining(' at ') },
      },
    });
    expect(logFields({ err: new Error('x', { cause: 5 }) })).toMatchObject({
      err: { stack: expect.stringContaining(' at '), cause: { type: 'number' } },
    });
  });

  it('writes path and code of a schema’s error, without the value', () => {
    const shape = z.object({ age: z.number(), tags: z.record(z.string(), z.number()) });
    const { error } = shape.safeParse({ age: 'canary', tags: { 'canary name': 'canary' } });
    expect(written({ err: error })).not.toContain('canary');
    expect(logFields({ err: error })).toMatchObject({
      err: { message: 'invalid_type at /age, invalid_type at /tags/…' },
    });
  });

  it('ends with what refers to itself', () => {
    const loop: Record<string, unknown> = { paymentId: ID };
    loop['self'] = loop;
    expect(written(loop)).toContain(ID);
  });
});
