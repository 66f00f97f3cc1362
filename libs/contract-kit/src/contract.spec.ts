import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineContract } from './contract.ts';
import { aggregatesOf, defineEvent } from './event.ts';
import { defineErrors, Problem, type WireProblem } from './problem.ts';
import { defineRpc } from './rpc.ts';

const io = { summary: 's', input: z.strictObject({}), output: z.object({}) };

describe('defineRpc', () => {
  it('is for services only unless it says otherwise', () => {
    expect(defineRpc('rpc.booking.do_it.v1', io)).toMatchObject({
      service: 'booking',
      access: 'service',
      idempotent: false,
    });
  });

  it.each([
    'booking.create',
    'rpc.booking.create',
    'rpc.Booking.create.v1',
    'rpc.a.b.v0',
    'rpc.*.b.v1',
  ])('refuses the subject %s', (subject) =>
    expect(() => defineRpc(subject, io)).toThrow(/rpc\.<service>/),
  );

  it('refuses a route that does not say who has access', () => {
    const http = { method: 'GET', path: '/x' } as const;
    expect(() => defineRpc('rpc.a.b.v1', { ...io, http })).toThrow(/access/);
  });

  it.each([
    ['public', 'GET', undefined, false],
    ['public', 'GET', 'revalidate', true],
    ['public', 'GET', { maxAgeS: 60 }, true],
    ['public', 'POST', 'revalidate', false],
    ['user', 'GET', 'revalidate', false],
    ['user', 'GET', undefined, true],
  ] as const)('lets a %s %s keep %j: %s', (access, method, cache, taken) => {
    const http = { method, path: '/x', ...(cache && { cache }) };
    const define = () => defineRpc('rpc.a.b.v1', { ...io, access, http });
    if (taken) expect(define().http!.cache).toEqual(cache);
    else expect(define).toThrow(/what may be kept/);
  });
});

describe('defineContract', () => {
  it('refuses a promise in another service’s name', () => {
    const data = z.object({ id: z.string() });
    const event = defineEvent('evt.payment.paid.v1', { summary: 's', aggregate: 'id', data });
    const contract = { service: 'booking', summary: '', rpc: {}, events: { event }, errors: {} };
    expect(() => defineContract(contract)).toThrow(/not a promise of booking/);
  });
});

describe('an event about several things', () => {
  const opened = defineEvent('evt.booking.opened.v1', {
    summary: 's',
    aggregate: 'id',
    members: { list: 'items', id: 'key' },
    data: z.object({ id: z.string(), items: z.array(z.object({ key: z.string() })) }),
  });
  const of = (data: unknown) => aggregatesOf(opened, { aggregateId: 'whole', data });

  it('stays in order with those of each, once', () => {
    expect(of({ items: [{ key: 'a' }, { key: 'b' }, { key: 'a' }] })).toEqual(['whole', 'a', 'b']);
    const alone = aggregatesOf({}, { aggregateId: 'whole', data: { items: [{ key: 'a' }] } });
    expect(alone).toEqual(['whole']);
  });

  it.each([undefined, null, 'text', {}, { items: 7 }])(
    'is asked for it before it is read: %j',
    (data) => {
      expect(of(data)).toEqual(['whole']);
    },
  );

  it('is asked for it whatever its items are', () => {
    expect(of({ items: [null, 3, {}] })).toEqual(['whole', 'undefined']);
  });
});

describe('defineErrors', () => {
  const errors = defineErrors('booking', {
    tooManyHolds: {
      status: 429,
      title: 'You hold {max} slots',
      retryAfter: 60,
    },
  });

  it('makes problems that cross the wire whole, without their cause', () => {
    const problem = errors.tooManyHolds({ params: { max: 3 }, cause: new Error('secret') });
    const wire = JSON.parse(JSON.stringify(problem.toWire())) as WireProblem;
    expect(wire).toEqual({
      code: 'booking.too_many_holds',
      status: 429,
      title: 'You hold 3 slots',
      params: { max: 3 },
      retryAfter: 60,
    });
    expect(new Problem(wire).is(errors.tooManyHolds)).toBe(true);
  });
});
