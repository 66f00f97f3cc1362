import { NamedSchemas, type RpcContract, type ServiceContract } from '@edu/contract-kit';
import type { JsonSchema, RpcSchemas, ServiceSchemas } from './breaking-changes.ts';
import type { DeclaredPlatform } from '@edu/deploy';

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

/** The services' schemas among documents, with what they refer to in place. */
export function schemasOf(documents: Documents): ServiceSchemas[] {
  return [...documents]
    .filter(([path]) => path.startsWith(schemaPath('').slice(0, -'.json'.length)))
    .map(([, text]) => {
      const { $defs = {}, ...schemas } = JSON.parse(text) as NamedServiceSchemas;
      return inPlace(schemas, $defs) as ServiceSchemas;
    });
}

/** As they are written down: what has a name stands once. */
interface NamedServiceSchemas extends ServiceSchemas {
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

const DEFS = '#/$defs/';

function inPlace(value: unknown, defs: Readonly<Record<string, JsonSchema>>): unknown {
  if (Array.isArray(value)) return value.map((item) => inPlace(item, defs));
  if (typeof value !== 'object' || value === null) return value;
  const { $ref, ...others } = value as { $ref?: unknown };
  const named = typeof $ref === 'string' ? defs[$ref.slice(DEFS.length)] : undefined;
  const entries = Object.entries({ ...named, ...(named ? others : value) });
  return Object.fromEntries(entries.map(([key, item]) => [key, inPlace(item, defs)]));
}

const schemaPath = (service: string) => `${API_FOLDER}/schemas/${service}.json`;
const write = (document: unknown) => `${JSON.stringify(document, null, 2)}\n`;

function serviceSchemas(contract: ServiceContract): NamedServiceSchemas {
  const { service, rpc, events } = contract;
  const schemas = new NamedSchemas(DEFS);
  const promises = {
    service,
    rpc: bySubject(Object.values(rpc), (call) => rpcSchemas(call, schemas)),
    events: bySubject(Object.values(events), ({ data }) => schemas.add(data, 'output')),
  };
  return schemas.resolve({ ...promises, $defs: schemas.components() }) as NamedServiceSchemas;
}

function rpcSchemas({ http, input, output }: RpcContract, schemas: NamedSchemas): RpcSchemas {
  return {
    ...(http && { route: `${http.method} ${http.path}` }),
    input: schemas.add(input, 'input') as JsonSchema,
    output: schemas.add(output, 'output') as JsonSchema,
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
