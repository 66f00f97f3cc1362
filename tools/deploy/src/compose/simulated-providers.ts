import { SIMULATORS } from '@edu/simulators/definitions';
import { HTTP_PORT } from '../ports.ts';

/** Where each simulator is; Mailpit shows mail better than ours does. */
const ELSEWHERE: Readonly<Record<string, string>> = { mailbox: 'mailpit' };
const CONTAINER = 'simulators';

const placed = SIMULATORS.map((simulator) => {
  const at = (host: string) =>
    Object.fromEntries(
      Object.entries(simulator.ports).map(([name, port]) => [name, `${host}:${port}`]),
    );
  const container = ELSEWHERE[simulator.name] ?? CONTAINER;
  return { ...simulator, container, services: at(container), people: at('127.0.0.1') };
});

/** Variables that lead services, and people, to the simulators. */
export const simulatorVariables: Readonly<Record<string, string>> = Object.assign(
  {
    STATUS_LINKS: placed
      .map(({ name, label, people }) => `${label}|http://${people[name]!}`)
      .join(','),
  },
  ...placed.map(({ env, services, people }) => env(services, people)),
) as Record<string, string>;

/** The container of all simulators, run from the workspace like `prepare` and `streams`. */
export function simulatorsService() {
  return {
    image: 'educonnect/workspace',
    build: { context: '.', dockerfile: 'deploy/Dockerfile', target: 'workspace' },
    user: '65532:65532',
    command: ['node', '--env-file=/secrets/platform.env', 'tools/simulators/src/main.ts'],
    environment: {
      SIMULATORS_HOST: '0.0.0.0',
      SIMULATORS_DATA_DIR: '/data',
      SIMULATORS_PORTS: 'declared',
      SIMULATORS_PLATFORM_URL: `http://gateway:${HTTP_PORT}`,
    },
    ports: placed
      .filter(({ container }) => container === CONTAINER)
      .flatMap(({ ports }) => Object.values(ports))
      .map((port) => `127.0.0.1:${port}:${port}`),
    volumes: ['secrets:/secrets:ro', 'simulators:/data'],
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    restart: 'unless-stopped',
    depends_on: { prepare: { condition: 'service_completed_successfully' } },
  };
}
