import { PROVIDER_ROLES, type RpcContract, type ServiceContract } from '@edu/contract-kit';
import { z } from 'zod';
import { API_PREFIX } from './contract-routes.ts';

type Json = Record<string, unknown>;

/** A route that is not made from a contract, described by hand. */
export interface HandWrittenRoute {
  readonly method: string;
  readonly path: string;
  readonly operation: Json;
}

/** The OpenAPI 3.1 document of all contracts. Source: spec.openapis.org/oas/v3.1.1 */
export function openApiDocument(
  contracts: readonly ServiceContract[],
  handWritten: readonly HandWrittenRoute[],
): Json {
  const paths: Record<string, Json> = {};
  for (const contract of contracts) {
    for (const rpc of Object.values(contract.rpc)) {
      if (!rpc.http) continue;
      const path = (paths[API_PREFIX + rpc.http.path] ??= {});
      path[rpc.http.method.toLowerCase()] = operation(rpc, contract.service);
    }
  }
  for (const route of handWritten) {
    (paths[route.path] ??= {})[route.method.toLowerCase()] = route.operation;
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'EduConnect API',
      version: '1.0.0',
      description:
        'Find tutors, coaches and mentors, book, pay, meet. Errors are RFC 9457 problems in the language of `Accept-Language` (fr, en).',
    },
    servers: [{ url: '/' }],
    tags: contracts.map(({ service, summary }) => ({ name: service, description: summary })),
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: PROBLEM },
    },
  };
}

function operation(rpc: RpcContract, service: string): Json {
  const { http, access } = rpc;
  const input = z.toJSONSchema(rpc.input, { io: 'input', unrepresentable: 'any' }) as Json;
  const properties = (input['properties'] ?? {}) as Record<string, Json>;
  const required = (input['required'] ?? []) as string[];
  const inPath = [...http!.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
  const inQuery = http!.method === 'GET' || http!.method === 'DELETE';
  const rest = Object.keys(properties).filter((name) => !inPath.includes(name));
  const parameter = (name: string, where: string) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: properties[name],
  });
  return {
    operationId: operationId(rpc),
    tags: [service],
    summary: rpc.summary,
    ...(describe(rpc) && { description: describe(rpc) }),
    ...(access !== 'public' && { security: [{ bearer: [] }] }),
    parameters: [
      ...inPath.map((name) => parameter(name, 'path')),
      ...(inQuery ? rest.map((name) => parameter(name, 'query')) : []),
      ...(rpc.idempotent ? [IDEMPOTENCY_KEY] : []),
    ],
    ...(!inQuery &&
      rest.length > 0 && {
        requestBody: {
          required: rest.some((name) => required.includes(name)),
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: Object.fromEntries(rest.map((name) => [name, properties[name]])),
                required: required.filter((name) => rest.includes(name)),
                additionalProperties: false,
              },
            },
          },
        },
      }),
    responses: {
      [String(http!.status ?? 200)]: {
        description: 'Done',
        content: {
          'application/json': {
            schema: z.toJSONSchema(rpc.output, { io: 'output', unrepresentable: 'any' }),
          },
        },
      },
      ...problems(rpc),
    },
  };
}

/** `rpc.booking.create.v1` → `booking_create`. */
function operationId(rpc: RpcContract): string {
  return rpc.subject.split('.').slice(1, 3).join('_');
}

function describe(rpc: RpcContract): string {
  const roles = typeof rpc.access === 'string' ? [] : [...rpc.access];
  const who =
    roles.length === 0
      ? ''
      : `For ${roles.join() === PROVIDER_ROLES.join() ? 'tutors, coaches and mentors' : roles.join(', ')}.`;
  return [rpc.description, who].filter(Boolean).join('\n\n');
}

/** One response per status, which names the codes that it may carry. */
function problems(rpc: RpcContract): Record<string, Json> {
  const byStatus = new Map<number, Set<string>>();
  const add = (status: number, code: string) =>
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(code));
  for (const error of rpc.errors) add(error.status, error.code);
  add(400, 'platform.invalid_input');
  if (rpc.access !== 'public') add(401, 'platform.unauthenticated');
  if (typeof rpc.access !== 'string') add(403, 'platform.forbidden');
  if (rpc.idempotent) {
    add(409, 'platform.idempotency_key_in_flight');
    add(422, 'platform.idempotency_key_reused');
  }
  add(429, 'platform.too_many_requests');
  add(503, 'platform.unavailable');
  add(504, 'platform.timeout');
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, codes]) => [
        String(status),
        {
          description: [...codes].map((code) => `\`${code}\``).join(', '),
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
};

const PROBLEM = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'code', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', description: 'Stable and machine-readable' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          pointer: { type: 'string', description: 'JSON pointer to the bad field' },
          detail: { type: 'string' },
        },
      },
    },
    requestId: { type: 'string' },
  },
};
