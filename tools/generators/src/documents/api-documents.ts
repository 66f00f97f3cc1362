import type { RpcContract, ServiceContract } from '@edu/contract-kit';
import { z } from 'zod';
import type { JsonSchema, RpcSchemas, ServiceSchemas } from './breaking-changes.ts';
import type { DeclaredPlatform } from './declared-platform.ts';

/** Folder of these documents, from the root of the workspace. */
export const API_FOLDER = 'docs/api';

/** Texts of documents by their paths in the workspace. */
export type Documents = ReadonlyMap<string, string>;

/**
 * The documents as the contracts are now, by their paths in the workspace: `openapi.json`, as the
 * gateway serves it, and `schemas/<service>.json`, with the JSON Schemas of every call and event of
 * a service.
 */
export function apiDocuments({ contracts, openApi }: DeclaredPlatform): Documents {
  return new Map([
    [`${API_FOLDER}/openapi.json`, write(openApi)],
    ...contracts.map(
      (contract) => [schemaPath(contract.service), write(serviceSchemas(contract))] as const,
    ),
  ]);
}

/** The services' schemas among documents. */
export function schemasOf(documents: Documents): ServiceSchemas[] {
  return [...documents]
    .filter(([path]) => path.startsWith(schemaPath('').slice(0, -'.json'.length)))
    .map(([, text]) => JSON.parse(text) as ServiceSchemas);
}

const schemaPath = (service: string) => `${API_FOLDER}/schemas/${service}.json`;
const write = (document: unknown) => `${JSON.stringify(document, null, 2)}\n`;

function serviceSchemas(contract: ServiceContract): ServiceSchemas {
  const { service, rpc, events } = contract;
  return {
    service,
    rpc: bySubject(Object.values(rpc), rpcSchemas),
    events: bySubject(Object.values(events), ({ data }) => jsonSchema(data, 'output')),
  };
}

function rpcSchemas({ http, input, output }: RpcContract): RpcSchemas {
  return {
    ...(http && { route: `${http.method} ${http.path}` }),
    input: jsonSchema(input, 'input'),
    output: jsonSchema(output, 'output'),
  };
}

function bySubject<P extends { subject: string }, T>(
  promises: readonly P[],
  schemas: (promise: P) => T,
): Record<string, T> {
  return Object.fromEntries(
    promises
      .map((promise) => [promise.subject, schemas(promise)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema;
}
