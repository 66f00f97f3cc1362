import type { RoutedRpc } from '@edu/contracts-registry';
import type { z } from 'zod';
import { sampleOf } from './samples.ts';

/** A field of an input; the names on the way to it, as in `['address', 'email']`. */
type Path = readonly string[];

/** What hides or turns the text around it, or cannot be stored. */
export const HIDDEN = {
  'a control character': '\u0007',
  'an escape': '\u001b',
  'a turn to the left': '\u202e',
  'an isolate': '\u2066',
  'a zero-width space': '\u200b',
  'a line separator': '\u2028',
  NUL: '\0',
  'a lone surrogate': '\ud800',
};

/** What nobody is ever shown, so that any character may be in it. */
const SECRETS = new Set(['password', 'refreshToken']);

/** What no text may hold, not even a secret. */
const UNSTORABLE = new Set(['\0', '\ud800']);

/** The input of the route with a hidden character in one of its texts, for each of them. */
export function withHidden(rpc: RoutedRpc, hidden: string) {
  const texts = textsIn(sampleOf(rpc)).filter(
    (path) => UNSTORABLE.has(hidden) || !SECRETS.has(path.at(-1)!),
  );
  // An address is UTF-8, which has no lone surrogates.
  const sent = hidden.isWellFormed() ? texts : texts.filter(([name]) => isInBody(rpc, name!));
  return sent.map((path) => ({
    pointer: `/${path.join('/')}`,
    input: changed(sampleOf(rpc), path, (text) => `${text}${hidden}${text}`),
  }));
}

function isInBody({ http: { method, path } }: RoutedRpc, name: string): boolean {
  return !['GET', 'DELETE'].includes(method) && !path.includes(`{${name}}`);
}

function textsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) => textsIn(child, [...path, name]));
}

function changed<T>(value: T, [name, ...rest]: Path, change: (text: string) => string): T {
  if (name === undefined) return change(value as string) as T;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[name] = changed(copy[name], rest, change);
  return copy as T;
}

/** The names of the fields that take an id. */
export function idFields(rpc: RoutedRpc): string[] {
  return fieldsOf(rpc, (schema) => (baseOf(schema) as { format?: string }).format === 'uuid');
}

/** The parameters that may be left out of the query. */
export function optionalQuery(rpc: RoutedRpc): string[] {
  return fieldsOf(rpc, (schema) => schema.isOptional()).filter((name) => !isInBody(rpc, name));
}

export function isList(rpc: RoutedRpc): boolean {
  return fieldsOf(rpc, () => true).includes('cursor');
}

function fieldsOf(rpc: RoutedRpc, fits: (schema: z.ZodType) => boolean): string[] {
  const { shape } = rpc.input as z.ZodObject;
  return Object.entries(shape).flatMap(([name, schema]) =>
    fits(schema as z.ZodType) ? [name] : [],
  );
}

function baseOf(schema: z.ZodType): z.ZodType {
  const { innerType } = schema.def as { innerType?: z.ZodType };
  return innerType ? baseOf(innerType) : schema;
}
