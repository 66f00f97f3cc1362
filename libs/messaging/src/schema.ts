import fastJson from 'fast-json-stringify';
import { z } from 'zod';
import type { FieldError } from '@edu/contract-kit';

export type Serialize = (value: unknown) => string;

/** A serializer that writes what the schema declares and nothing else. */
export function compileSerializer(schema: z.ZodType): Serialize {
  const jsonSchema = z.toJSONSchema(schema, {
    io: 'output',
    target: 'draft-07',
    unrepresentable: 'any',
  });
  return fastJson(jsonSchema as Parameters<typeof fastJson>[0]) as Serialize;
}

/** zod issues as the `errors` of a problem. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.slice(0, 20).map((issue) => ({
    pointer: issue.path.map((key) => `/${escapePointer(String(key))}`).join(''),
    detail: issue.message,
  }));
}

/** RFC 6901 section 3. */
function escapePointer(key: string): string {
  return key.replace(/~/g, '~0').replace(/\//g, '~1');
}
