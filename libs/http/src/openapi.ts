import {
  API_PREFIX,
  exampleOf,
  LOCALES,
  NamedSchemas,
  pathFields,
  platformErrors,
  PROVIDER_ROLES,
  ProblemDetails,
  problemsOf,
  type ProblemType,
  type RpcContract,
  type ServiceContract,
} from '@edu/contract-kit';
import { z } from 'zod';
import { cacheHeaders, IF_NONE_MATCH, unchangedResponse } from './openapi-cache.ts';
import {
  SECURITY_SCHEMES,
  SESSION_PARAMETER,
  sessionHeaders,
  sessionParameters,
  sessionProblems,
  SIGNED_IN,
} from './openapi-session.ts';
import { IF_MATCH, versionHeaders, versionParameters } from './openapi-version.ts';

type Json = Record<string, unknown>;

/** A route that is not made from a contract, described by hand. */
export interface HandWrittenRoute {
  readonly method: string;
  readonly path: string;
  readonly operation: Json;
}

const INFO = {
  title: 'EduConnect API',
  version: '1.0.0',
  summary: 'Find tutors, coaches and mentors, book, pay, meet.',
  description: `Errors are RFC 9457 problems in the language of \`Accept-Language\` (${LOCALES.join(', ')}); programs
read their \`code\`.

An answer may be kept where \`Cache-Control\` is documented; all others say \`no-store\`.

Answers grow: ignore fields that you do not know. A list of values marked \`x-extensible-enum\` grows
too: treat a value that you do not know as unknown.`,
  contact: { name: 'EduConnect', url: 'https://educonnect.app', email: 'api@educonnect.app' },
  license: { name: 'All rights reserved', identifier: 'LicenseRef-EduConnect' },
};

/** The OpenAPI 3.1 document of all contracts. Source: spec.openapis.org/oas/v3.1.1 */
export function openApiDocument(
  contracts: readonly ServiceContract[],
  handWritten: readonly HandWrittenRoute[],
): Json {
  const schemas = new NamedSchemas('#/components/schemas/');
  const paths: Record<string, Json> = {};
  schemas.add(ProblemDetails, 'output');
  for (const contract of contracts) {
    for (const rpc of Object.values(contract.rpc)) {
      if (!rpc.http) continue;
      const path = (paths[API_PREFIX + rpc.http.path] ??= {});
      path[rpc.http.method.toLowerCase()] = operation(rpc, schemas);
    }
  }
  for (const { method, path, operation } of handWritten) {
    (paths[path] ??= {})[method.toLowerCase()] = operation;
  }
  return schemas.resolve({
    openapi: '3.1.1',
    info: INFO,
    servers: [{ url: '/', description: 'Where this document comes from' }],
    tags: [
      ...contracts.map(({ service, summary }) => ({ name: service, description: summary })),
      { name: 'observation', description: 'What browsers report of the pages' },
      { name: 'documentation', description: 'What describes this interface' },
    ],
    paths,
    components: {
      securitySchemes: SECURITY_SCHEMES,
      parameters: {
        IdempotencyKey: IDEMPOTENCY_KEY,
        IfMatch: IF_MATCH,
        IfNoneMatch: IF_NONE_MATCH,
        Session: SESSION_PARAMETER,
      },
      schemas: schemas.components(),
    },
  });
}

function operation(rpc: RpcContract, schemas: NamedSchemas): Json {
  const http = rpc.http!;
  return {
    operationId: operationId(rpc),
    tags: [rpc.service],
    summary: rpc.summary,
    description: describe(rpc),
    security: rpc.access === 'public' ? [] : SIGNED_IN,
    ...request(rpc, schemas),
    responses: {
      [String(http.status ?? 200)]: {
        description: rpc.output.description ?? 'Done',
        ...cacheHeaders(rpc),
        ...sessionHeaders(rpc),
        ...versionHeaders(rpc),
        content: { 'application/json': { schema: answer(rpc, schemas) } },
      },
      ...unchangedResponse(rpc),
      ...problemResponses(routeProblems(rpc)),
    },
  };
}

/** Browsers that have their tokens in cookies get what is left. */
function answer({ output, http }: RpcContract, schemas: NamedSchemas): Json {
  const { session } = http!;
  const whole = schemas.add(output, 'output');
  if (!session || session.does === 'end') return whole;
  return { anyOf: [whole, schemas.add(session.answer, 'output')] };
}

/** Where the fields of the input travel: in the path, in the query, or in the body. */
function request(rpc: RpcContract, schemas: NamedSchemas): Json {
  const { method, path, cache } = rpc.http!;
  const { shape } = rpc.input as z.ZodObject;
  const inPath = pathFields(path);
  const others = Object.keys(shape).filter((name) => !inPath.includes(name));
  const inQuery = method === 'GET' || method === 'DELETE';
  const parameter = (name: string, where: 'path' | 'query'): Json => {
    const field = shape[name] as z.ZodType;
    const { description, ...schema } = schemas.add(field, 'input');
    return {
      name,
      in: where,
      required: where === 'path' || !field.isOptional(),
      description: description ?? named(field)?.description,
      schema,
    };
  };
  const parameters = [
    ...inPath.map((name) => parameter(name, 'path')),
    ...(inQuery ? others.map((name) => parameter(name, 'query')) : []),
    ...(rpc.idempotent ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
    ...(cache === 'revalidate' ? [{ $ref: '#/components/parameters/IfNoneMatch' }] : []),
    ...versionParameters(rpc),
    ...sessionParameters(rpc),
  ];
  if (inQuery || others.length === 0) return { parameters };
  return { parameters, requestBody: body(rpc, inPath, schemas) };
}

/** What a schema that may be left out is made of. */
function named(schema: z.ZodType): z.ZodType | undefined {
  return (schema.def as { innerType?: z.ZodType }).innerType;
}

function body(rpc: RpcContract, inPath: readonly string[], schemas: NamedSchemas): Json {
  const input = rpc.input as z.ZodObject;
  const fields = Object.entries(input.shape).filter(([name]) => !inPath.includes(name));
  // Without its fields in the path it is another schema, which has no name of its own.
  const sent =
    inPath.length === 0
      ? input
      : z.strictObject(Object.fromEntries(fields)).describe(input.description ?? '');
  return {
    required: !sent.safeParse({}).success,
    content: {
      'application/json': { schema: schemas.add(sent, 'input'), example: exampleOf(sent) },
    },
  };
}

/** `rpc.booking.create.v1` → `booking_create`. */
function operationId(rpc: RpcContract): string {
  return rpc.subject.split('.').slice(1, 3).join('_');
}

function describe(rpc: RpcContract): string {
  return [rpc.description, `${audience(rpc)}.`].filter(Boolean).join('\n\n');
}

function audience({ access }: RpcContract): string {
  if (access === 'public') return 'For everybody, signed in or not';
  if (typeof access === 'string') return 'For everybody who is signed in';
  if (access.join() === PROVIDER_ROLES.join()) return 'For tutors, coaches and mentors';
  return `For: ${access.join(', ')}`;
}

/** The route adds what the gateway refuses before a call is made. */
function routeProblems(rpc: RpcContract): readonly ProblemType[] {
  if (rpc.http!.method === 'GET') return problemsOf(rpc);
  const { tooDeep, payloadTooLarge, unsupportedMediaType } = platformErrors;
  return [
    ...problemsOf(rpc),
    ...sessionProblems(rpc),
    tooDeep,
    payloadTooLarge,
    unsupportedMediaType,
  ];
}

/** One response per status, which names the codes that it may carry. */
export function problemResponses(types: readonly ProblemType[]): Record<string, Json> {
  const byStatus = [...Map.groupBy(types, ({ status }) => status)].sort(([a], [b]) => a - b);
  return Object.fromEntries(
    byStatus.map(([status, alike]) => [
      String(status),
      {
        description: alike.map(({ code }) => `\`${code}\``).join(', '),
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    ]),
  );
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description:
    'A fresh UUID; send the same one when you retry. A repeat within 24 hours gets the first answer, with `Idempotency-Replayed: true`.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
  example: '01a20a75-fad1-7435-b3e5-daa5366c2cf4',
};
