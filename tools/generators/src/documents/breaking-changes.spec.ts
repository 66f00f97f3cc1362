import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { wholeJsonSchema } from '@edu/contract-kit';
import { breakingChanges, type JsonSchema, type ServiceSchemas } from './breaking-changes.ts';

interface Promised {
  input?: z.ZodRawShape;
  output?: z.ZodRawShape;
  event?: z.ZodRawShape;
  route?: string;
}

const schema = (type: z.ZodType, io: 'input' | 'output') => wholeJsonSchema(type, io) as JsonSchema;
const schemas = ({ input = {}, output = {}, event = {}, route }: Promised): ServiceSchemas[] => [
  {
    service: 'booking',
    rpc: {
      'rpc.booking.create.v1': {
        ...(route && { route }),
        input: schema(z.strictObject(input), 'input'),
        output: schema(z.object(output), 'output'),
      },
    },
    events: { 'evt.booking.created.v1': schema(z.object(event), 'output') },
  },
];
const changes = (before: Promised, after: Promised) =>
  breakingChanges(schemas(before), schemas(after));

const CALL = 'rpc.booking.create.v1';
const EVENT = 'evt.booking.created.v1';
const person = z.object({ name: z.string() });

describe('breaks', () => {
  it.each<[string, Promised, Promised, string]>([
    [
      'a removed output field',
      { output: { id: z.string(), price: z.int() } },
      { output: { id: z.string() } },
      `${CALL}: output.price is gone`,
    ],
    [
      'a renamed event field',
      { event: { startsAt: z.string() } },
      { event: { start: z.string() } },
      `${EVENT}: data.startsAt is gone`,
    ],
    [
      'a required input field',
      { input: {} },
      { input: { zone: z.string() } },
      `${CALL}: input.zone is required now`,
    ],
    [
      'an input field that becomes required',
      { input: { zone: z.string().optional() } },
      { input: { zone: z.string() } },
      `${CALL}: input.zone is required now`,
    ],
    [
      'a removed input field, as unknown ones are refused',
      { input: { zone: z.string().optional() } },
      { input: {} },
      `${CALL}: input.zone is gone`,
    ],
    [
      'another type',
      { output: { price: z.int() } },
      { output: { price: z.string() } },
      `${CALL}: output.price was integer and is string`,
    ],
    [
      'an output that may be missing',
      { output: { price: z.int() } },
      { output: { price: z.int().optional() } },
      `${CALL}: output.price was always there and is optional`,
    ],
    [
      'an output that may be null',
      { output: { price: z.int() } },
      { output: { price: z.int().nullable() } },
      `${CALL}: output.price has other alternatives`,
    ],
    [
      'an output text that may be null',
      { output: { note: z.string() } },
      { output: { note: z.string().nullable() } },
      `${CALL}: output.note has other alternatives`,
    ],
    [
      'an input that may not be null any more',
      { input: { price: z.int().nullable() } },
      { input: { price: z.int() } },
      `${CALL}: input.price has other alternatives`,
    ],
    [
      'a value that is not accepted any more',
      { input: { mode: z.enum(['online', 'home']) } },
      { input: { mode: z.enum(['online']) } },
      `${CALL}: input.mode does not accept home any more`,
    ],
    [
      'a field deep inside',
      { output: { items: z.array(z.object({ who: person })) } },
      { output: { items: z.array(z.object({ who: z.object({}) })) } },
      `${CALL}: output.items[].who.name is gone`,
    ],
    [
      'a field of the values of a record',
      { event: { people: z.record(z.string(), person) } },
      { event: { people: z.record(z.string(), z.object({})) } },
      `${EVENT}: data.people{}.name is gone`,
    ],
    [
      'a field of an alternative',
      { event: { who: person.nullable() } },
      { event: { who: z.object({}).nullable() } },
      `${EVENT}: data.who has other alternatives`,
    ],
    [
      'another route',
      { route: 'POST /bookings' },
      { route: 'PUT /bookings' },
      `${CALL}: POST /bookings became PUT /bookings`,
    ],
  ])('%s', (_, before, after, message) => {
    expect(changes(before, after)).toEqual([message]);
  });

  it('a call, an event or a service that is gone', () => {
    const [service] = schemas({});
    const empty = [{ service: 'booking', rpc: {}, events: {} }];
    expect(breakingChanges([service!], empty)).toEqual([`${CALL} is gone`, `${EVENT} is gone`]);
    expect(breakingChanges([service!], [])).toEqual(['service booking is gone']);
  });
});

describe('does not break', () => {
  it.each<[string, Promised, Promised]>([
    ['a new output field', { output: {} }, { output: { id: z.string() } }],
    ['a new event field', { event: {} }, { event: { id: z.string() } }],
    ['a new optional input field', {}, { input: { zone: z.string().optional() } }],
    ['a new input field with a default', {}, { input: { zone: z.string().default('UTC') } }],
    [
      'an input field that may be left out',
      { input: { zone: z.string() } },
      { input: { zone: z.string().optional() } },
    ],
    [
      'an output that is never null any more',
      { output: { price: z.int().nullable() } },
      { output: { price: z.int() } },
    ],
    [
      'an input that may be null',
      { input: { price: z.int() } },
      { input: { price: z.int().nullable() } },
    ],
    [
      'an output text that is never null any more',
      { output: { note: z.string().nullable() } },
      { output: { note: z.string() } },
    ],
    [
      'one more accepted value',
      { input: { mode: z.enum(['online']) } },
      { input: { mode: z.enum(['online', 'home']) } },
    ],
    [
      'a nullable object with one more field',
      { output: { who: z.object({}).nullable() } },
      { output: { who: person.nullable() } },
    ],
  ])('%s', (_, before, after) => {
    expect(changes(before, after)).toEqual([]);
  });

  it('a new call, event or service', () => {
    const [service] = schemas({});
    expect(breakingChanges([{ service: 'booking', rpc: {}, events: {} }], [service!])).toEqual([]);
    expect(breakingChanges([], [service!])).toEqual([]);
  });
});
