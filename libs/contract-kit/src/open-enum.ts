import { z } from 'zod';

declare const unknownValue: unique symbol;
/** A value of an open enum that came after this program was built. */
export type UnknownValue = string & { readonly [unknownValue]: true };

/** What is sent is one of the values; what is read may be another. */
export type OpenEnum<V extends string> = z.ZodType<V | UnknownValue, V>;

/** The keyword by which documents list the values that there are today. */
export const OPEN_ENUM = 'x-extensible-enum';

/**
 * An enum that will grow: what is sent must be one of the values, and who reads an answer or an event
 * must bear values that are added later. Only for what a reader can do its work without: a value that
 * decides what is done (a currency, who was absent) is a `z.enum`.
 */
export function openEnum<const T extends readonly [string, ...string[]]>(
  values: T,
  meta: { readonly id: string; readonly description: string },
): OpenEnum<T[number]> {
  const closed: z.ZodType<T[number], T[number]> = z.enum(values);
  return closed.meta({ ...meta, [OPEN_ENUM]: values });
}

const tolerant = new WeakMap<z.ZodType, z.ZodType>();

/** The schema for who reads what others wrote: its open enums take any text. */
export function tolerantOf<T extends z.ZodType>(schema: T): T {
  const known = tolerant.get(schema);
  if (known) return known as T;
  const made = opened(schema);
  tolerant.set(schema, made);
  return made as T;
}

/** The parts of schemas that may hold an open enum. */
interface Def {
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly innerType?: z.ZodType;
  readonly valueType?: z.ZodType;
}

function opened(schema: z.ZodType): z.ZodType {
  if (schema.meta()?.[OPEN_ENUM]) return z.string();
  const { shape, element, options, innerType, valueType } = schema.def as Def;
  const parts = {
    ...(shape && {
      shape: Object.fromEntries(
        Object.entries(shape).map(([name, field]) => [name, tolerantOf(field)]),
      ),
    }),
    ...(element && { element: tolerantOf(element) }),
    ...(options && { options: options.map(tolerantOf) }),
    ...(innerType && { innerType: tolerantOf(innerType) }),
    ...(valueType && { valueType: tolerantOf(valueType) }),
  };
  return schema.clone({ ...schema.def, ...parts });
}
