/** The three servers the platform stands on. */
export type ServerName = 'postgres' | 'redis' | 'nats';

/** Those, and the one without which only the classrooms stay closed. */
export type AnyServerName = ServerName | 'livekit';

/** Where a server in use came from. */
export type SourceKind = 'environment' | 'binary' | 'container';

export const serverNames: readonly ServerName[] = ['postgres', 'redis', 'nats'];

export interface Requirement {
  /** Name for people. */
  label: string;
  /** Oldest version that works, as [major, minor]. */
  minimum: readonly [number, number];
  /** Environment variable that names a server to use instead of starting one. */
  addressVariable: string;
  /** What a person has to install, in words. */
  install: string;
}

export const requirements: Record<AnyServerName, Requirement> = {
  postgres: {
    label: 'PostgreSQL',
    minimum: [15, 0],
    addressVariable: 'EDU_POSTGRES_URL',
    install:
      'PostgreSQL 15 or newer with PostGIS 3 (Debian 12: postgresql-15-postgis-3, ' +
      'Ubuntu 24.04: postgresql-16-postgis-3)',
  },
  redis: {
    label: 'Redis',
    minimum: [6, 2],
    addressVariable: 'EDU_REDIS_URL',
    install: 'Redis 6.2 or newer, or Valkey (Debian, Ubuntu: redis-server)',
  },
  nats: {
    label: 'NATS',
    minimum: [2, 9],
    addressVariable: 'EDU_NATS_URL',
    install: 'NATS server 2.9 or newer (Debian, Ubuntu: nats-server)',
  },
  livekit: {
    label: 'LiveKit',
    minimum: [1, 8],
    addressVariable: 'EDU_LIVEKIT_URL',
    install: 'LiveKit server 1.8 or newer (with Go: npm run servers -- livekit-server)',
  },
};

/** Extensions the migrations create; PostGIS is a package apart, the others ship with PostgreSQL. */
export const postgresExtensions = ['postgis', 'btree_gist', 'pg_trgm', 'unaccent'] as const;

/** A version as printed by `--version` or by the server itself, for example "15.13" or "2.9.10". */
export interface Version {
  text: string;
  major: number;
  minor: number;
}

/** Finds the first version number in a text; undefined when there is none. */
export function parseVersion(text: string): Version | undefined {
  const match = /(\d+)(?:\.(\d+))?(?:\.\d+)*/.exec(text);
  if (!match) return undefined;
  return { text: match[0], major: Number(match[1]), minor: Number(match[2] ?? 0) };
}

/** True when the version is not older than the server's minimum. */
export function isRecentEnough(name: AnyServerName, version: Version): boolean {
  const [major, minor] = requirements[name].minimum;
  return version.major > major || (version.major === major && version.minor >= minor);
}
