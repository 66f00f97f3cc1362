import { stringify } from 'yaml';
import type { DeployedService } from '../deployed-service.ts';
import { HTTP_PORT, NATS_PORT, TRACES_PORT } from '../ports.ts';
import { natsPasswordVariable, OPERATOR, usesNats } from '../nats/nats-users.ts';
import { RENDERED_NOTE } from '../rendering.ts';
import { simulatorsService, simulatorVariables } from './simulated-providers.ts';

/** One file, since Compose before 2.20 includes no other. */
export const COMPOSE_FILE = 'docker-compose.yml';

/** What follows it is rendered; what stands before it is written by hand. */
const RENDERED_FROM = `  # ${RENDERED_NOTE}\n`;

/** Of this machine's servers alone, which listen on the loopback; see docker-compose.yml. */
const NATS_PASSWORD = '${EDU_NATS_PASSWORD:-educonnect}';
const REDIS_PASSWORD = '${EDU_REDIS_PASSWORD:-educonnect}';

/** Values of the variables of this platform, for the services that read them. */
const LOCAL: Readonly<Record<string, string>> = {
  REDIS_URL: `redis://:${REDIS_PASSWORD}@redis:6379`,
  PUBLIC_URL: 'http://127.0.0.1:${PORT:-8080}',
  // One folder of all that keep or serve objects; the image gives it to their user.
  STORAGE_URL: 'file:///objects',
  // Everybody who tries things out comes from one address.
  RATE_LIMIT_FACTOR: '20',
  // And signs in with one account from many programs.
  NEW_DEVICES: 'ignore',
  ...simulatorVariables,
  WEB_PORT: String(HTTP_PORT),
  // There is no ingress: the gateway is in front of the web.
  WEB_URL: `http://web:${HTTP_PORT}`,
  LIVEKIT_URL: 'ws://127.0.0.1:7880',
  // Where nobody listens, a service says so once and goes on.
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://tempo:${TRACES_PORT}`,
  TRACE_SAMPLE_RATIO: '1',
};

/**
 * docker-compose.yml with the services and simulators of today, and with NATS, which knows the
 * services by name.
 *
 * @param text the file as it is, whose servers stay as they are
 * @throws Error when the line is gone below which the services are rendered
 */
export function composeFile(services: readonly DeployedService[], text: string): string {
  const end = text.indexOf(RENDERED_FROM);
  if (end < 0) throw new Error(`${COMPOSE_FILE} lacks the line "${RENDERED_FROM.trim()}"`);
  const rendered = {
    nats: natsService(services),
    simulators: simulatorsService(),
    ...Object.fromEntries(services.map((service) => [service.name, composeService(service)])),
  };
  const yaml = stringify({ services: rendered }, { lineWidth: 0 });
  return text.slice(0, end) + RENDERED_FROM + yaml.slice(yaml.indexOf('\n') + 1);
}

function composeService({ name, env, schema, pool, ...service }: DeployedService) {
  const reads = new Set(service.variables.map((variable) => variable.name));
  const local = Object.entries(LOCAL).filter(([variable]) => reads.has(variable));
  return {
    image: `educonnect/${name}`,
    build: { context: '.', dockerfile: 'deploy/Dockerfile', args: { APP: name } },
    // As the image runs it, with what `prepare` has written: secrets, and the login of its role.
    ...(service.usesNats && {
      command: [
        'node',
        '--single-threaded-gc',
        '--env-file=/secrets/platform.env',
        ...(schema ? [`--env-file=/secrets/${name}.env`] : []),
        'main.js',
      ],
    }),
    environment: {
      ...env,
      ...Object.fromEntries(local),
      ...(schema && { DATABASE_POOL: String(pool) }),
      ...(service.usesNats && {
        NATS_URL: `nats://${name}:${NATS_PASSWORD}@nats:${NATS_PORT}`,
      }),
      NODE_ENV: 'development',
    },
    ...(service.isEdge && { ports: [`127.0.0.1:\${PORT:-8080}:${HTTP_PORT}`] }),
    ...(service.usesNats && {
      volumes: ['secrets:/secrets:ro', ...(reads.has('STORAGE_URL') ? ['objects:/objects'] : [])],
    }),
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    mem_limit: `${service.memory}m`,
    restart: 'unless-stopped',
    ...(service.usesNats && {
      depends_on: {
        prepare: { condition: 'service_completed_successfully' },
        streams: { condition: 'service_completed_successfully' },
        ...(service.usesRedis && { redis: { condition: 'service_healthy' } }),
      },
    }),
  };
}

/** One user for each service; on this machine they share a password, and not their rights. */
function natsService(services: readonly DeployedService[]) {
  const users = [OPERATOR, ...services.filter(usesNats).map(({ name }) => name)];
  return {
    // The variant with a shell, which the health check needs.
    image: 'nats:2.12-alpine',
    command: '--config /etc/nats/compose.conf',
    // NATS reads them like values of its configuration, where what is not quoted may be a number.
    environment: Object.fromEntries(
      users.map((user) => [natsPasswordVariable(user), `"${NATS_PASSWORD}"`]),
    ),
    ports: [`127.0.0.1:\${EDU_NATS_PORT:-4222}:${NATS_PORT}`],
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
