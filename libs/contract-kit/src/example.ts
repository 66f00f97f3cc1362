import type { z } from 'zod';

/** The parts of schemas that an example is made of. */
interface Def {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
  readonly defaultValue?: unknown;
}

/**
 * A value that the schema takes, made of the examples of its parts: for documents, and for tests
 * that have to reach every route. Optional fields are filled in where there are examples of them.
 *
 * @throws TypeError when a text has no example
 */
export function exampleOf(schema: z.ZodType): unknown {
  const [given] = (schema.meta()?.examples as unknown[] | undefined) ?? [];
  if (given !== undefined) return given;
  const def = schema.def as Def;
  switch (def.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(def.shape!).flatMap(([name, field]) => inField(name, field)),
      );
    case 'array':
      return [exampleOf(def.element!)];
    case 'union':
      return exampleOf(def.options![0]!);
    case 'enum':
      return Object.values(def.entries!)[0];
    case 'literal':
      return def.values![0];
    case 'boolean':
      return true;
    case 'number':
      return Math.max(1, (schema as z.ZodNumber).minValue ?? 1);
    case 'record':
      return {};
    case 'default':
      // An empty list says less than one with an item.
      return Array.isArray(def.defaultValue) || def.defaultValue === ''
        ? exampleOf(def.innerType!)
        : def.defaultValue;
    case 'pipe':
      return exampleOf(def.in!);
    default:
      if (def.innerType) return exampleOf(def.innerType);
      throw new TypeError(`a ${def.type} needs an example: .meta({ examples: [...] })`);
  }
}

function inField(name: string, schema: z.ZodType): [string, unknown][] {
  try {
    return [[name, exampleOf(schema)]];
  } catch (error) {
    if (schema.isOptional()) return [];
    throw new TypeError(`${name}: ${(error as Error).message}`);
  }
}
