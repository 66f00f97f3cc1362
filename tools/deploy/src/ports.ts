/** Port of the REST API, and of the pages. */
export const HTTP_PORT = 8080;
/** Port of health and metrics, of every service. */
export const HEALTH_PORT = 9090;
export const NATS_PORT = 4222;
export const PGBOUNCER_PORT = 6432;
/** OTLP over HTTP. */
export const TRACES_PORT = 4318;
