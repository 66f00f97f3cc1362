import type { DeployedService } from '../deployed-service.ts';
import { RENDERED_NOTE, type Rendering } from '../rendering.ts';

/** What one NATS user may publish and subscribe to; everything else is denied. */
export interface NatsPermissions {
  readonly publish: readonly string[];
  readonly publishDenied: readonly string[];
  /** A subject, or a subject and the only queue group in which it may be subscribed to. */
  readonly subscribe: readonly string[];
}

/** Every service asks every other how it is, through this subject. */
const HEALTH = 'health.ping';

/** The users of the NATS server: one per service that uses it, and the operator. */
export const natsRendering: Rendering = {
  folder: 'deploy/nats/rendered',
  render: (services) => new Map([['users.conf', usersConf(services.filter(usesNats))]]),
};

export const usesNats = (service: DeployedService) => service.usesNats;

/**
 * The permissions of a service: it answers its calls in its queue group, makes the calls that it
 * declares, publishes its own events, and pulls those that it follows from its own durable consumers.
 * Source: docs.nats.io, JetStream wire API
 */
export function natsPermissions(
  service: DeployedService,
  services: readonly DeployedService[],
): NatsPermissions {
  const { name, serves, calls, publishes, subscribes, isEdge } = service;
  const durables = durablesOf(service);
  const sources = [...new Set(durables.map(({ source }) => source))].sort();
  return {
    publish: [
      ...calls,
      ...publishes,
      ...(isEdge ? [HEALTH] : []),
      ...durables.flatMap(({ durable, source }) => [
        `$JS.API.CONSUMER.CREATE.EVENTS.${durable}.evt.${source}.>`,
        `$JS.API.CONSUMER.INFO.EVENTS.${durable}`,
        `$JS.API.CONSUMER.MSG.NEXT.EVENTS.${durable}`,
        `$JS.ACK.EVENTS.${durable}.>`,
        `dlq.${durable}`,
      ]),
      // The durable of the release before, which is replaced only when no process reads it any more.
      ...sources.map((source) => `$JS.API.CONSUMER.INFO.EVENTS.${name}_${source}`),
      ...subscribes.map((filter) => `$JS.API.CONSUMER.CREATE.EVENTS.*.${filter}`),
      ...(subscribes.length > 0 ? ['$JS.FC.EVENTS.>'] : []),
    ],
    // The name of a consumer that only listens is its own to choose, but not that of another's durable.
    publishDenied:
      subscribes.length > 0
        ? services
            .filter((other) => other !== service)
            .flatMap((other) => durablesOf(other))
            .map(({ durable }) => `$JS.API.CONSUMER.CREATE.EVENTS.${durable}.>`)
        : [],
    subscribe: [`_INBOX_${name}.>`, HEALTH, ...serves.map((subject) => `${subject} ${name}`)],
  };
}

/** One durable for each consumer and service that it follows, as `libs/messaging` makes them. */
function durablesOf({ name, follows }: DeployedService): { durable: string; source: string }[] {
  return Object.entries(follows).flatMap(([consumer, subjects]) => {
    const sources = new Set(subjects.map((subject) => subject.split('.')[1]!));
    return [...sources].sort().map((source) => ({
      durable: `${name}_${consumer}_${source}`,
      source,
    }));
  });
}

/** The user of people and tools: owns the streams. */
export const OPERATOR = 'operator';

/** The variable that holds a user's password where the server reads its configuration. */
export const natsPasswordVariable = (user: string) =>
  `NATS_PASSWORD_${user.replaceAll('-', '_').toUpperCase()}`;

function usersConf(services: readonly DeployedService[]): string {
  return [
    `# ${RENDERED_NOTE}`,
    '# Passwords are variables of the configuration that includes this file, or of the environment.',
    'authorization {',
    '  # Seconds for a client to say who it is, of which many may start at once; 2 unless given.',
    '  timeout: 10',
    '  users: [',
    '    # People and tools: owns the streams.',
    `    { user: "${OPERATOR}", password: $${natsPasswordVariable(OPERATOR)} }`,
    ...services.flatMap((service) => userLines(service.name, natsPermissions(service, services))),
    '  ]',
    '}',
    '',
  ].join('\n');
}

function userLines(user: string, permissions: NatsPermissions): string[] {
  const list = (key: string, subjects: readonly string[]) =>
    subjects.length === 0
      ? []
      : [
          `          ${key}: [`,
          ...subjects.map((subject) => `            ${JSON.stringify(subject)}`),
          '          ]',
        ];
  return [
    '    {',
    `      user: ${JSON.stringify(user)}, password: $${natsPasswordVariable(user)}`,
    '      permissions: {',
    '        publish: {',
    ...list('allow', permissions.publish),
    ...list('deny', permissions.publishDenied),
    '        }',
    '        subscribe: {',
    ...list('allow', permissions.subscribe),
    '        }',
    '        allow_responses: { max: 1, expires: "30s" }',
    '      }',
    '    }',
  ];
}
