import type { DataMap } from '@edu/data-rights/data-map';
import { identityRpc, routerPath, type ServiceContract } from '@edu/contract-kit';
import type { ServiceEntry } from './services-file.ts';

/** A variable that a service reads when it starts. */
export interface Variable {
  readonly name: string;
  /** True when it has no default. */
  readonly required: boolean;
  /** Belongs into a secret store, never into a manifest. */
  readonly secret: boolean;
}

/** What one service declares in code. */
export interface DeclaredService {
  readonly name: string;
  readonly hasDatabase: boolean;
  readonly variables: readonly Variable[];
  /** What it keeps of persons, where it has a database. */
  readonly dataMap?: DataMap | undefined;
  /** Addresses outside the platform that its code declares, as host:port. */
  readonly egress?: readonly string[];
  /** Undefined for the gateway, which promises what the others do, and for the web. */
  readonly contract: ServiceContract | undefined;
}

/** Where the gateway takes requests for a call. */
export interface Route {
  readonly subject: string;
  readonly method: string;
  /** As the gateway's router and its metrics name it: `/api/v1/profiles/:id`. */
  readonly path: string;
}

/** Takes HTTP requests from outside. */
export const takesRequests = ({ isEdge, isWeb }: Pick<DeployedService, 'isEdge' | 'isWeb'>) =>
  isEdge || isWeb;

/** All that images, manifests, permissions and dashboards are rendered from. */
export interface DeployedService extends ServiceEntry {
  readonly name: string;
  /** Serves the REST API: the gateway. */
  readonly isEdge: boolean;
  /** Serves pages, and asks the gateway for what is in them: the web. */
  readonly isWeb: boolean;
  /** False for the web, which has no secret either. */
  readonly usesNats: boolean;
  /** Its PostgreSQL schema; undefined when it owns none. */
  readonly schema: string | undefined;
  readonly usesRedis: boolean;
  /** Subjects it answers. */
  readonly serves: readonly string[];
  /** Those of them that have a route at the gateway. */
  readonly routes: readonly Route[];
  /** Subjects it calls, those implied by routes and access tokens included. */
  readonly calls: string[];
  /** Events it publishes. */
  readonly publishes: readonly string[];
  readonly variables: readonly Variable[];
}

/**
 * Joins `deploy/services.yaml` with what the services declare.
 *
 * @throws Error that says which of the two lacks what
 */
export function deployedServices(
  entries: Readonly<Record<string, ServiceEntry>>,
  declared: readonly DeclaredService[],
): DeployedService[] {
  const missing = declared.filter(({ name }) => !entries[name]).map(({ name }) => name);
  const unknown = Object.keys(entries).filter((name) => !declared.some((s) => s.name === name));
  if (missing.length > 0) throw new Error(`deploy/services.yaml lacks ${missing.join(', ')}`);
  if (unknown.length > 0) {
    throw new Error(`deploy/services.yaml names ${unknown.join(', ')}, which apps/ does not have`);
  }
  const contracts = declared.flatMap(({ contract }) => contract ?? []);
  const services = declared.map((service) => join(service, entries[service.name]!, contracts));
  refuseUnknownSubjects(services);
  return services;
}

function join(
  { name, hasDatabase, variables, egress = [], contract }: DeclaredService,
  entry: ServiceEntry,
  contracts: readonly ServiceContract[],
): DeployedService {
  const has = (variable: string) => variables.some((known) => known.name === variable);
  const isEdge = has('PORT');
  const isWeb = has('WEB_PORT');
  const usesNats = has('NATS_URL');
  if (
    !usesNats &&
    [...entry.calls, ...Object.keys(entry.follows), ...entry.subscribes].length > 0
  ) {
    throw new Error(`deploy/services.yaml: ${name} has no NATS for what it calls or follows`);
  }
  const rpcs = Object.values(contract?.rpc ?? {});
  // A call may carry an access token, and whoever answers it verifies the token by itself.
  for (const { name: slo, subjects } of entry.slos) {
    if (isWeb !== (subjects.length === 0)) {
      throw new Error(`deploy/services.yaml: ${slo} of ${name} is about calls, or about its pages`);
    }
  }
  const calls = new Set([...entry.calls, ...(usesNats ? [identityRpc.jwks.subject] : [])]);
  if (isEdge) {
    for (const rpc of contracts.flatMap((other) => Object.values(other.rpc))) {
      if (rpc.http) calls.add(rpc.subject);
    }
  }
  return {
    ...entry,
    // What a token proves ends with its session.
    subscribes: [...(usesNats ? ['evt.auth.>'] : []), ...entry.subscribes],
    egress: [...entry.egress, ...egress],
    name,
    isEdge,
    isWeb,
    usesNats,
    schema: hasDatabase ? name.replaceAll('-', '_') : undefined,
    usesRedis: has('REDIS_URL'),
    serves: rpcs.map(({ subject }) => subject).sort(),
    routes: rpcs.flatMap(({ subject, http }) =>
      http ? [{ subject, method: http.method, path: routerPath(http.path) }] : [],
    ),
    calls: [...calls].sort(),
    publishes: Object.values(contract?.events ?? {})
      .map(({ subject }) => subject)
      .sort(),
    variables,
  };
}

function refuseUnknownSubjects(services: readonly DeployedService[]): void {
  const served = new Set(services.flatMap(({ serves }) => serves));
  const published = new Set(services.flatMap(({ publishes }) => publishes));
  for (const { name, calls, follows, slos } of services) {
    const unknown = [
      ...[...calls, ...slos.flatMap(({ subjects }) => subjects)].filter((s) => !served.has(s)),
      ...Object.values(follows)
        .flat()
        .filter((subject) => !published.has(subject)),
    ];
    if (unknown.length > 0) {
      throw new Error(`deploy/services.yaml: no contract has ${unknown.join(', ')} of ${name}`);
    }
  }
}
