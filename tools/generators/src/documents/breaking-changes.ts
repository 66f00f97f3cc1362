/** The part of JSON Schema that contracts are made of. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema | boolean;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

export interface RpcSchemas {
  /** As in `POST /bookings`. */
  readonly route?: string;
  readonly input: JsonSchema;
  readonly output: JsonSchema;
}

/** What one service promises, by subject. */
export interface ServiceSchemas {
  readonly service: string;
  readonly rpc: Readonly<Record<string, RpcSchemas>>;
  readonly events: Readonly<Record<string, JsonSchema>>;
}

/** Which side has to cope with a change: who sends what is described, or who reads it. */
type Side = 'sent by callers' | 'read by others';

/**
 * What would break a caller or a consumer that was written against `before`. A change like that
 * needs a new subject (`….v2`) beside the old one.
 *
 * Not counted: stricter limits of length and range, and a new value of an enum that others read.
 */
export function breakingChanges(
  before: readonly ServiceSchemas[],
  after: readonly ServiceSchemas[],
): string[] {
  return before.flatMap((old) => {
    const now = after.find(({ service }) => service === old.service);
    if (!now) return [`service ${old.service} is gone`];
    return [
      ...bySubject(old.rpc, now.rpc, (a, b) => [
        ...(a.route === b.route
          ? []
          : [`${a.route ?? 'no route'} became ${b.route ?? 'no route'}`]),
        ...compare('input', a.input, b.input, 'sent by callers'),
        ...compare('output', a.output, b.output, 'read by others'),
      ]),
      ...bySubject(old.events, now.events, (a, b) => compare('data', a, b, 'read by others')),
    ];
  });
}

function bySubject<T>(
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
  changes: (a: T, b: T) => string[],
): string[] {
  return Object.entries(before).flatMap(([subject, old]) => {
    const now = after[subject];
    if (!now) return [`${subject} is gone`];
    return changes(old, now).map((change) => `${subject}: ${change}`);
  });
}

function compare(path: string, before: JsonSchema, after: JsonSchema, side: Side): string[] {
  const [a, b] = [alternatives(before), alternatives(after)];
  if (a.length === 1 && b.length === 1) return compareOne(path, a[0]!, b[0]!, side);
  // Readers must know every alternative already; what was accepted must stay so.
  const [wanted, known] = side === 'read by others' ? [b, a] : [a, b];
  const fits = (one: JsonSchema, other: JsonSchema) =>
    side === 'read by others'
      ? compareOne(path, other, one, side).length === 0
      : compareOne(path, one, other, side).length === 0;
  return wanted.every((one) => known.some((other) => fits(one, other)))
    ? []
    : [`${path} has other alternatives`];
}

function alternatives(schema: JsonSchema): readonly JsonSchema[] {
  const { type } = schema;
  if (Array.isArray(type)) return (type as string[]).map((one) => ({ ...schema, type: one }));
  return schema.anyOf ?? schema.oneOf ?? [schema];
}

function compareOne(path: string, a: JsonSchema, b: JsonSchema, side: Side): string[] {
  const [from, to] = [typeOf(a), typeOf(b)];
  // Whole numbers are numbers; to read more than before breaks, to accept more does not.
  const widened = side === 'sent by callers' && from === 'integer' && to === 'number';
  const narrowed = side === 'read by others' && from === 'number' && to === 'integer';
  if (from !== to && !widened && !narrowed) return [`${path} was ${from} and is ${to}`];
  return [
    ...compareFields(path, a, b, side),
    ...compareValues(path, a, b, side),
    ...compareInner(`${path}[]`, a.items, b.items, side),
    ...compareInner(`${path}{}`, a.additionalProperties, b.additionalProperties, side),
  ];
}

function compareFields(path: string, a: JsonSchema, b: JsonSchema, side: Side): string[] {
  const had = Object.entries(a.properties ?? {});
  const has = b.properties ?? {};
  const was = new Set(a.required);
  const is = new Set(b.required);
  const changes = had.flatMap(([name, old]) => {
    const field = `${path}.${name}`;
    const now = has[name];
    if (!now) return [`${field} is gone`];
    if (side === 'read by others' && was.has(name) && !is.has(name)) {
      return [`${field} was always there and is optional`];
    }
    return compare(field, old, now, side);
  });
  const demanded =
    side === 'sent by callers'
      ? [...is].filter((name) => !was.has(name)).map((name) => `${path}.${name} is required now`)
      : [];
  return [...changes, ...demanded];
}

/** A value that was accepted must stay so. */
function compareValues(path: string, a: JsonSchema, b: JsonSchema, side: Side): string[] {
  if (side === 'read by others') return [];
  const now = valuesOf(b);
  if (!now) return [];
  const gone = (valuesOf(a) ?? ['any other value']).filter((value) => !now.includes(value));
  return gone.map((value) => `${path} does not accept ${String(value)} any more`);
}

function compareInner(
  path: string,
  a: JsonSchema | boolean | undefined,
  b: JsonSchema | boolean | undefined,
  side: Side,
): string[] {
  return typeof a === 'object' && typeof b === 'object' ? compare(path, a, b, side) : [];
}

function valuesOf(schema: JsonSchema): readonly unknown[] | undefined {
  return schema.const === undefined ? schema.enum : [schema.const];
}

function typeOf(schema: JsonSchema): string {
  return String(schema.type ?? 'anything');
}
