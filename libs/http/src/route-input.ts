import { pathFields, platformErrors, type RpcContract } from '@edu/contract-kit';
import { fieldErrors } from '@edu/messaging';
import type { z } from 'zod';
import { badField } from './field-errors.ts';
import { isStorable } from './json-body.ts';

export interface RequestParts {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly body: unknown;
}

/** Gathers a call's input from path, query and body. @throws platform.invalid_input */
export type ReadInput = (parts: RequestParts) => unknown;

/**
 * Makes the reader of a route's input: `{name}` from the path, the rest from the query (GET and
 * DELETE) or from the body. Query texts become what the contract declares; a blank text where
 * nothing has to be is nothing, as forms send it.
 */
export function compileInput(rpc: Pick<RpcContract, 'input' | 'http'>): ReadInput {
  const { method, path } = rpc.http!;
  const shape = (rpc.input as z.ZodObject).shape;
  const fromPath = pathFields(path);
  const inQuery = method === 'GET' || method === 'DELETE';
  const parameters = new Map(
    Object.entries(shape).map(([name, schema]) => [name, parameter(schema as z.ZodType)]),
  );

  return ({ params, query, body }) => {
    const given = inQuery ? readQuery(query, parameters) : readBody(body);
    // Who sends a body along with a DELETE means something by it: it must not go unread.
    if (method === 'DELETE') Object.assign(given, readBody(body));
    for (const name of fromPath) {
      if (Object.hasOwn(given, name)) throw badField(`/${name}`, 'from_path');
      given[name] = params[name];
    }
    const parsed = rpc.input.safeParse(given, { reportInput: true });
    if (!parsed.success) throw platformErrors.invalidInput({ errors: fieldErrors(parsed.error) });
    return parsed.data;
  };
}

function readBody(body: unknown): Record<string, unknown> {
  if (body === undefined || body === null) return {};
  if (typeof body !== 'object' || Array.isArray(body)) throw badField('', 'body_not_object');
  return { ...body };
}

function readQuery(
  query: Readonly<Record<string, string | string[]>>,
  parameters: ReadonlyMap<string, Parameter>,
): Record<string, unknown> {
  // Without a prototype, `__proto__` is a name like any other: unknown, and refused.
  const given = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of Object.entries(query)) {
    if (!isStorable(name)) throw badField('', 'not_storable');
    if (![value].flat().every(isStorable)) throw badField(`/${name}`, 'not_storable');
    const { optional, coerce } = parameters.get(name) ?? UNKNOWN;
    if (optional && [value].flat().every((text) => text.trim() === '')) continue;
    given[name] = coerce(value);
  }
  return given;
}

type Coerce = (value: string | string[]) => unknown;
interface Parameter {
  readonly optional: boolean;
  readonly coerce: Coerce;
}
const UNKNOWN: Parameter = { optional: false, coerce: (value) => value };

/** Whatever `String(number)` makes of a finite number. */
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;

function parameter(schema: z.ZodType): Parameter {
  return { optional: schema.safeParse(undefined).success, coerce: coercion(schema) };
}

/** What turns a query text into the declared type; what cannot be turned is left to the schema. */
function coercion(schema: z.ZodType): Coerce {
  const { type, element } = baseDefinition(schema);
  if (type === 'number') {
    return (value) => (typeof value === 'string' && NUMBER.test(value) ? +value : value);
  }
  if (type === 'boolean') {
    return (value) => (value === 'true' ? true : value === 'false' ? false : value);
  }
  if (type === 'array') {
    const item = coercion(element!);
    return (value) => (Array.isArray(value) ? value : value.split(',')).map(item);
  }
  return UNKNOWN.coerce;
}

interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
}

function baseDefinition(schema: z.ZodType): Definition {
  const definition = schema.def as unknown as Definition;
  return definition.innerType ? baseDefinition(definition.innerType) : definition;
}
