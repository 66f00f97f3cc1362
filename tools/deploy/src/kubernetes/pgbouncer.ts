import type { DeployedService } from '../deployed-service.ts';
import { RENDERED_NOTE, type Rendering } from '../rendering.ts';
import { PGBOUNCER_PORT } from '../ports.ts';

/** The least `max_connections` of a PostgreSQL server that the platform runs on. */
const MAX_CONNECTIONS = 200;
/** Kept for migrations, superusers, backups and monitoring. */
const RESERVED = 20;
/** Two, and the one more there is while they are replaced. */
const REPLICAS = 3;

/** How the poolers share out PostgreSQL's connections. */
export interface PoolSizes {
  /** Connections of all services to one pooler, when all have scaled out and one is replaced. */
  readonly clients: number;
  /** Connections of one pooler to PostgreSQL; those of all poolers stay within its limit. */
  readonly servers: number;
  /** Of these, connections as one service. */
  readonly perService: number;
}

/** The pooler's configuration: whom it serves, and with how many connections. */
export const pgbouncerRendering: Rendering = {
  folder: 'deploy/k8s/pgbouncer/rendered',
  render: (services) => new Map([['pgbouncer.ini', configuration(poolSizes(services))]]),
};

/** @throws Error when PostgreSQL has not one connection for each service and pooler */
export function poolSizes(services: readonly DeployedService[]): PoolSizes {
  const pooled = services.filter(({ schema }) => schema !== undefined);
  const servers = Math.floor((MAX_CONNECTIONS - RESERVED) / REPLICAS);
  const perService = Math.floor(servers / Math.max(1, pooled.length));
  if (perService === 0) {
    throw new Error(
      `${pooled.length} services share ${servers} connections of a pooler: raise max_connections`,
    );
  }
  const clients = pooled.reduce((sum, { pool, scaling }) => sum + pool * (scaling.max + 1), 0);
  return { clients, servers, perService };
}

function configuration({ clients, servers, perService }: PoolSizes): string {
  return `; ${RENDERED_NOTE}
; Where PostgreSQL is: each environment says so.
%include /etc/pgbouncer/config/databases.ini

[pgbouncer]
listen_addr = 0.0.0.0
listen_port = ${PGBOUNCER_PORT}
unix_socket_dir =

; A connection is lent for a transaction. Each belongs to one role, whose settings (search path,
; time-outs) PostgreSQL applies when it logs in, so that lending it again changes nothing.
pool_mode = transaction
; Named statements are kept for the connection that a transaction happens to get.
max_prepared_statements = 200

; ${REPLICAS} poolers at most, of ${MAX_CONNECTIONS} connections less ${RESERVED} for people and migrations.
max_db_connections = ${servers}
default_pool_size = ${perService}
max_client_conn = ${clients}
; A full pool is said to be full before the caller's deadline has passed.
query_wait_timeout = 5
server_idle_timeout = 300

auth_type = scram-sha-256
auth_file = /etc/pgbouncer/users/userlist.txt

client_tls_sslmode = require
client_tls_key_file = /etc/pgbouncer/tls/tls.key
client_tls_cert_file = /etc/pgbouncer/tls/tls.crt
server_tls_sslmode = verify-full
server_tls_ca_file = /etc/educonnect/postgres-ca.crt

log_connections = 0
log_disconnections = 0
`;
}
