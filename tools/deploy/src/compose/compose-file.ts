import { stringify } from 'yaml';
import type { DeployedService } from '../deployed-service.ts';
import { natsPasswordVariable, OPERATOR } from '../nats/nats-users.ts';
import { RENDERED_NOTE, type Rendering } from '../rendering.ts';

/** What docker-compose.yml includes: the services, and the server that knows them by name. */
export const composeRendering: Rendering = {
  folder: 'deploy/compose/rendered',
  render: (services) => new Map([['services.yml', servicesFile(services)]]),
};

/** Of this machine's servers alone, which listen on the loopback; see docker-compose.yml. */
const NATS_PASSWORD = '${EDU_NATS_PASSWORD:-educonnect}';
const REDIS_PASSWORD = '${EDU_REDIS_PASSWORD:-educonnect}';

/** Values of the variables of this platform, for the services that read them. */
const LOCAL: Readonly<Record<string, string>> = {
  REDIS_URL: `redis://:${REDIS_PASSWORD}@redis:6379`,
  PUBLIC_URL: 'http://127.0.0.1:${PORT:-8080}',
  // Everybody who tries things out comes from one address.
  RATE_LIMIT_FACTOR: '20',
  STATUS_LINKS:
    'Mailbox|http://127.0.0.1:8025,SMS|http://127.0.0.1:8026,Stripe simulator|http://127.0.0.1:8027',
  SMTP_URL: 'smtp://mailpit:1025',
  TWILIO_API_URL: 'http://simulators:8026',
  STRIPE_API_URL: 'http://simulators:8027',
  STRIPE_CHECKOUT_URL: 'http://127.0.0.1:8027',
  LIVEKIT_URL: 'ws://127.0.0.1:7880',
  // Empty counts as not set: nobody takes traces without the profile observability.
  OTEL_EXPORTER_OTLP_ENDPOINT: '${EDU_TRACES_URL:-}',
  TRACE_SAMPLE_RATIO: '1',
};

function servicesFile(services: readonly DeployedService[]): string {
  return document({
    services: {
      nats: natsService(services),
      ...Object.fromEntries(services.map((service) => [service.name, composeService(service)])),
    },
  });
}

function composeService({ name, env, schema, pool, ...service }: DeployedService) {
  const reads = new Set(service.variables.map((variable) => variable.name));
  const local = Object.entries(LOCAL).filter(([variable]) => reads.has(variable));
  return {
    image: `educonnect/${name}`,
    build: { context: '.', dockerfile: 'deploy/Dockerfile', args: { APP: name } },
    // `prepare` has written them: what is secret, and the login of this service's role.
    command: [
      'node',
      '--env-file=/secrets/platform.env',
      ...(schema ? [`--env-file=/secrets/${name}.env`] : []),
      'main.js',
    ],
    environment: {
      ...env,
      ...Object.fromEntries(local),
      ...(schema && { DATABASE_POOL: String(pool) }),
      NATS_URL: `nats://${name}:${NATS_PASSWORD}@nats:4222`,
      NODE_ENV: 'development',
    },
    ...(service.isEdge && { ports: ['127.0.0.1:${PORT:-8080}:8080'] }),
    volumes: ['secrets:/secrets:ro'],
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    mem_limit: `${service.memory}m`,
    restart: 'unless-stopped',
    depends_on: {
      prepare: { condition: 'service_completed_successfully' },
      streams: { condition: 'service_completed_successfully' },
      ...(service.usesRedis && { redis: { condition: 'service_healthy' } }),
    },
  };
}

/** One user for each service; on this machine they share a password, and not their rights. */
function natsService(services: readonly DeployedService[]) {
  const users = [OPERATOR, ...services.map(({ name }) => name)];
  return {
    // The variant with a shell, which the health check needs.
    image: 'nats:2.12-alpine',
    command: '--config /etc/nats/compose.conf',
    // NATS reads them like values of its configuration, where what is not quoted may be a number.
    environment: Object.fromEntries(
      users.map((user) => [natsPasswordVariable(user), `"${NATS_PASSWORD}"`]),
    ),
    ports: ['127.0.0.1:${EDU_NATS_PORT:-4222}:4222'],
    volumes: [
      './deploy/nats/compose.conf:/etc/nats/compose.conf:ro',
      './deploy/nats/rendered/users.conf:/etc/nats/users.conf:ro',
      'nats:/data',
    ],
    healthcheck: {
      test: ['CMD', 'wget', '--quiet', '--spider', 'http://127.0.0.1:8222/healthz'],
      interval: '1s',
      timeout: '3s',
      retries: 30,
    },
  };
}

function document(value: unknown): string {
  return `# ${RENDERED_NOTE}\n${stringify(value, { lineWidth: 0 })}`;
}
