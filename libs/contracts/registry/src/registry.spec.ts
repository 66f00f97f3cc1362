import { describe, expect, it } from 'vitest';
import { EventEnvelope, exampleOf, ProblemDetails, tolerantOf } from '@edu/contract-kit';
import type { z } from 'zod';
import { contractOf, contracts, routedRpcs } from './registry.ts';

/** A schema of a contract, and where it stands in it. */
interface Place {
  readonly path: string;
  readonly schema: z.ZodType;
  /** Whether it is a field of an object, which has to be described. */
  readonly isField: boolean;
}

const places: readonly Place[] = [
  ...contracts.flatMap(({ rpc, events }) => [
    ...Object.values(rpc).flatMap(({ subject, input, output }) => [
      ...below(`${subject} input`, input),
      ...below(`${subject} output`, output),
    ]),
    ...Object.values(events).flatMap(({ subject, data }) => below(`${subject} data`, data)),
  ]),
  ...below('EventEnvelope', EventEnvelope),
  ...below('Problem', ProblemDetails),
];

/** The schema and all that it is made of. */
function below(path: string, schema: z.ZodType, isField = false): Place[] {
  const { shape, element, options, innerType, valueType } = schema.def as {
    shape?: Record<string, z.ZodType>;
    element?: z.ZodType;
    options?: z.ZodType[];
    innerType?: z.ZodType;
    valueType?: z.ZodType;
  };
  return [
    { path, schema, isField },
    ...Object.entries(shape ?? {}).flatMap(([name, field]) =>
      below(`${path}.${name}`, field, true),
    ),
    ...(element ? below(`${path}[]`, element) : []),
    ...(valueType ? below(`${path}{}`, valueType) : []),
    ...(options ?? []).flatMap((option, index) => below(`${path}|${index}`, option)),
    // What only may be left out or be null is the same place, and the inner schema may have the name.
    ...(innerType ? below(path, innerType) : []),
  ];
}

const named = places.filter(({ schema }) => ['object', 'enum'].includes(schema.def.type));

/** The name of a schema; one that only gets another description keeps the name of its origin. */
function idOf(schema: z.ZodType): string | undefined {
  const parent = schema._zod.parent as z.ZodType | undefined;
  return schema.meta()?.id ?? (parent && idOf(parent));
}

function descriptionOf(schema: z.ZodType): string | undefined {
  const { innerType } = schema.def as { innerType?: z.ZodType };
  return schema.description ?? (innerType && descriptionOf(innerType));
}

describe('every schema of every contract', () => {
  it('has a name when it is an object or an enum', () => {
    const nameless = named.filter(({ schema }) => !idOf(schema)).map(({ path }) => path);
    expect(nameless).toEqual([]);
  });

  it('is described, and so is every field', () => {
    const silent = places
      .filter(({ schema, isField }) => isField || schema.meta()?.id)
      .filter(({ schema }) => !descriptionOf(schema))
      .map(({ path }) => path);
    expect(silent).toEqual([]);
  });

  it('has its name for itself', () => {
    const byName = Map.groupBy(
      new Set(places.map(({ schema }) => schema).filter((schema) => schema.meta()?.id)),
      (schema) => schema.meta()!.id,
    );
    const shared = [...byName].filter(([, schemas]) => schemas.length > 1).map(([id]) => id);
    expect(shared).toEqual([]);
  });

  it('is strict where callers send it, and open where others read it', () => {
    const inputs = contracts
      .flatMap(({ rpc }) => Object.values(rpc))
      .flatMap(({ subject, input }) => below(subject, input))
      .filter(({ schema }) => schema.def.type === 'object');
    expect(inputs.filter(({ schema }) => !isStrict(schema)).map(({ path }) => path)).toEqual([]);
    const events = contracts.flatMap((contract) => Object.values(contract.events));
    const closed = events.filter(({ data }) => isStrict(data)).map(({ subject }) => subject);
    expect(closed).toEqual([]);
  });
});

describe('whose the thing is that a call is about', () => {
  const calls = contracts.flatMap(({ rpc }) => Object.values(rpc));

  it('is said by every call but those between services', () => {
    const silent = calls.filter(({ access, resource }) => (access === 'service') === !!resource);
    expect(silent.map(({ subject }) => subject)).toEqual([]);
  });

  it('has its id in a field of the input, and an error of the call for the wrong one', () => {
    const wrong = calls.filter(({ input, resource, errors }) => {
      if (!resource || typeof resource === 'string') return false;
      const { shape } = input as z.ZodObject;
      if (!shape[resource.id]) return true;
      if (resource.whose === 'anyone') return false;
      const { whose, otherwise } = resource;
      return !errors.includes(otherwise) || (whose === 'own' && otherwise.status !== 404);
    });
    expect(wrong.map(({ subject }) => subject)).toEqual([]);
  });
});

/** Fields of events by their values, with another in place of each open enum. */
const newer = contracts.flatMap(({ events }) =>
  Object.values(events).flatMap(({ subject, data }) => {
    const { shape } = data as z.ZodObject<Record<string, z.ZodType>>;
    const open = Object.keys(shape).filter((name) => shape[name]!.meta()?.['x-extensible-enum']);
    return open.map((name) => ({ subject, data, name }));
  }),
);

describe('an event with a value that came later', () => {
  it.each(newer)('of $name is read, and not written: $subject', ({ data, name }) => {
    const example = exampleOf(data) as object;
    expect(data.safeParse(example).error).toBeUndefined();
    const sent = { ...example, [name]: 'came later' };
    expect(data.safeParse(sent).success).toBe(false);
    expect(tolerantOf(data).parse(sent)).toEqual(sent);
  });
});

const isStrict = (schema: z.ZodType) =>
  (schema.def as { catchall?: z.ZodType }).catchall?.def.type === 'never';

describe('the examples', () => {
  it.each(routedRpcs.map((rpc) => [rpc.subject, rpc] as const))('of %s are good', (_, rpc) => {
    expect(rpc.input.safeParse(exampleOf(rpc.input)).error).toBeUndefined();
  });

  it('are good wherever they are given', () => {
    for (const { path, schema } of places) {
      for (const example of (schema.meta()?.examples ?? []) as unknown[]) {
        expect(schema.safeParse(example).error, path).toBeUndefined();
      }
    }
  });
});

describe('contractOf', () => {
  it('finds a contract by its service, and throws for an unknown service', () => {
    expect(contractOf('booking').service).toBe('booking');
    expect(() => contractOf('nobody')).toThrow('nobody');
  });
});
