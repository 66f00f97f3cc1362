import { platformErrors, type Locale, type RpcContract } from '@edu/contract-kit';
import { fieldErrors } from '@edu/messaging';
import { z } from 'zod';
import { checkText } from './json-body.ts';

export interface RequestParts {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly body: unknown;
}

/** Gathers a call's input from path, query and body. @throws platform.invalid_input */
export type ReadInput = (parts: RequestParts, locale: Locale) => unknown;

const LOCALE_ERRORS = { fr: z.locales.fr().localeError, en: z.locales.en().localeError };

/**
 * Makes the reader of a route's input: `{name}` from the path, the rest from the query (GET and
 * DELETE) or from the body. Query texts become what the contract declares.
 */
export function compileInput(rpc: RpcContract): ReadInput {
  const { method, path } = rpc.http!;
  const shape = (rpc.input as z.ZodObject).shape;
  const fromPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
  const inQuery = method === 'GET' || method === 'DELETE';
  const coercions = Object.entries(shape).map(
    ([name, schema]) => [name, coercion(schema)] as const,
  );
  const coerce = new Map(coercions);

  return ({ params, query, body }, locale) => {
    const given = inQuery ? readQuery(query, coerce) : readBody(body);
    for (const name of fromPath) {
      if (Object.hasOwn(given, name)) {
        throw platformErrors.invalidInput({
          errors: [{ pointer: `/${name}`, detail: 'comes from the path' }],
        });
      }
      given[name] = params[name];
    }
    const parsed = rpc.input.safeParse(given, { error: LOCALE_ERRORS[locale] });
    if (!parsed.success) throw platformErrors.invalidInput({ errors: fieldErrors(parsed.error) });
    return parsed.data;
  };
}

function readBody(body: unknown): Record<string, unknown> {
  if (body === undefined || body === null) return {};
  if (typeof body !== 'object' || Array.isArray(body)) {
    throw platformErrors.invalidInput({
      errors: [{ pointer: '', detail: 'the body must be a JSON object' }],
    });
  }
  return { ...body };
}

function readQuery(
  query: Readonly<Record<string, string | string[]>>,
  coerce: ReadonlyMap<string, Coerce>,
): Record<string, unknown> {
  // Without a prototype, `__proto__` is a name like any other: unknown, and refused.
  const given = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of Object.entries(query)) {
    for (const text of [name, ...(Array.isArray(value) ? value : [value])]) checkText(text);
    given[name] = (coerce.get(name) ?? asIs)(value);
  }
  return given;
}

type Coerce = (value: string | string[]) => unknown;
const asIs: Coerce = (value) => value;

/** What turns a query text into the declared type; what cannot be turned is left to the schema. */
function coercion(schema: unknown): Coerce {
  const type = baseType(schema as z.ZodType);
  if (type === 'number') {
    return (value) => (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? +value : value);
  }
  if (type === 'boolean') {
    return (value) => (value === 'true' ? true : value === 'false' ? false : value);
  }
  if (type === 'array') return (value) => (Array.isArray(value) ? value : value.split(','));
  return asIs;
}

function baseType(schema: z.ZodType): string {
  const { type, innerType } = schema.def as { type: string; innerType?: z.ZodType };
  return innerType ? baseType(innerType) : type;
}
