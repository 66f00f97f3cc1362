import fastJson from 'fast-json-stringify';
import type { z } from 'zod';
import { issueAsFieldError, wholeJsonSchema, type FieldError } from '@edu/contract-kit';

export type Serialize = (value: unknown) => string;

/** A serializer that writes what the schema declares and nothing else. */
export function compileSerializer(schema: z.ZodType): Serialize {
  const jsonSchema = wholeJsonSchema(schema, 'output');
  return fastJson(jsonSchema as Parameters<typeof fastJson>[0]);
}

/** zod issues as the `errors` of a problem. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.slice(0, 20).flatMap((issue) => {
    // An unknown key is reported on its parent; the caller wants to know which one.
    const keys = issue.code === 'unrecognized_keys' ? (issue as { keys: string[] }).keys : [null];
    return keys.map((key) =>
      issueAsFieldError(pointerTo(key === null ? issue.path : [...issue.path, key]), issue),
    );
  });
}

function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${escapePointer(String(key).slice(0, 100))}`).join('');
}

/** RFC 6901 section 3. */
function escapePointer(key: string): string {
  return key.replace(/~/g, '~0').replace(/\//g, '~1');
}
