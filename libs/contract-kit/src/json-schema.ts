import { z } from 'zod';
import { OPEN_ENUM } from './open-enum.ts';

export type JsonSchema = z.core.JSONSchema.BaseSchema;
/** What callers send, or what they get: defaults and strictness differ. */
export type Direction = 'input' | 'output';

/** One schema with all that it is made of in place: for serializers and comparisons. */
export function wholeJsonSchema(schema: z.ZodType, io: Direction): JsonSchema {
  // An empty registry knows no names, so nothing is referred to and nothing is described.
  return toJsonSchema(schema, io, z.registry<object>());
}

/**
 * Collects the named schemas of a document: every schema with an `id` becomes one component, and
 * whoever uses it refers to it.
 *
 * A schema that reads differently as input and as output becomes two, the first with `Input` after
 * its name.
 */
export class NamedSchemas {
  readonly #prefix: string;
  readonly #found: Record<Direction, Map<string, JsonSchema>> = {
    input: new Map(),
    output: new Map(),
  };

  /** @param prefix where the document keeps them, as in `#/components/schemas/` */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** The schema as the document writes it; to be passed through `resolve` when all are added. */
  add(schema: z.ZodType, io: Direction): JsonSchema {
    const { $defs, ...root } = toJsonSchema(schema, io, z.globalRegistry);
    for (const [name, part] of Object.entries($defs ?? {})) {
      this.#found[io].set(name, marked(part, io) as JsonSchema);
    }
    return marked(root, io) as JsonSchema;
  }

  /** The components, by name. */
  components(): Record<string, JsonSchema> {
    const { input, output } = this.#found;
    const named = [
      ...[...output].map(([name, schema]) => [name, schema] as const),
      ...[...input]
        .map(([name, schema]) => [this.#nameOf(name, 'input'), schema] as const)
        .filter(([name]) => !output.has(name)),
    ];
    named.sort(([a], [b]) => (a < b ? -1 : 1));
    return this.resolve(Object.fromEntries(named));
  }

  /** Replaces the references of what `add` answered by those into the document. */
  resolve<T>(document: T): T {
    return mapRefs(document, (ref) => {
      const [, io, name] = MARK.exec(ref) ?? [];
      return name ? this.#prefix + this.#nameOf(name, io as Direction) : ref;
    }) as T;
  }

  #nameOf(name: string, io: Direction): string {
    return io === 'input' && this.#differs(name) ? `${name}Input` : name;
  }

  #differs(name: string): boolean {
    const { input, output } = this.#found;
    const [sent, answered] = [input.get(name), output.get(name)];
    if (!sent || !answered) return false;
    const inner = new Set<string>();
    const plain = (schema: JsonSchema) =>
      JSON.stringify(mapRefs(schema, (ref) => (inner.add(ref), MARK.exec(ref)![2]!)));
    if (plain(sent) !== plain(answered)) return true;
    return [...inner].some((ref) => this.#differs(MARK.exec(ref)![2]!));
  }
}

const MARK = /^(input|output):(.+)$/;

/** With the direction in its references, since the same name may mean two schemas. */
function marked(schema: unknown, io: Direction): unknown {
  return mapRefs(schema, (ref) => ref.replace('#/$defs/', `${io}:`));
}

function mapRefs(value: unknown, map: (ref: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => mapRefs(item, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === '$ref' && typeof item === 'string' ? map(item) : mapRefs(item, map),
    ]),
  );
}

function toJsonSchema(
  schema: z.ZodType,
  io: Direction,
  metadata: z.core.$ZodRegistry<object>,
): JsonSchema {
  const json = z.toJSONSchema(schema, {
    io,
    metadata: metadata as z.core.$ZodRegistry<Record<string, unknown>>,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => tidy(zodSchema, jsonSchema, io),
  });
  const { $schema: _, ...rest } = json as JsonSchema;
  return rest;
}

/** Formats whose pattern says nothing to a reader that the format does not. */
const KNOWN_FORMATS = new Set(['date-time', 'date', 'uuid', 'email', 'uri']);

function tidy(zodSchema: z.core.$ZodType, json: JsonSchema, io: Direction): void {
  if (json.format && KNOWN_FORMATS.has(json.format)) delete json.pattern;
  else delete json.format;
  if (json.type === 'integer') {
    if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum;
    if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
  }
  const def = zodSchema._zod.def as { type: string; catchall?: unknown };
  // Only what is declared strict refuses new fields: readers of answers have to bear them.
  if (def.type === 'object' && !def.catchall) delete json.additionalProperties;
  if (json[OPEN_ENUM] === undefined) return;
  if (io === 'output') openUp(json);
  else delete json[OPEN_ENUM];
}

const BE_OPEN = 'More values may come: treat one that you do not know as unknown.';

/** Readers get an open list instead of a closed one. */
function openUp(json: JsonSchema): void {
  delete json.enum;
  json.description = json.description ? `${json.description} ${BE_OPEN}` : BE_OPEN;
}
