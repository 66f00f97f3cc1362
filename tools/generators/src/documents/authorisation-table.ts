import { API_PREFIX, type RpcContract, type ServiceContract } from '@edu/contract-kit';
import type { DeclaredPlatform, DeployedService } from '@edu/deploy';

/** The document, by its path in the workspace. */
export const AUTHORISATION = 'docs/authorisation.md';

const INTRO = `# Who may do what

Made from the contracts and \`deploy/services.yaml\` by \`npm run gen\`; \`npm run prove:authorisation\` tries
every line, over HTTP and straight on NATS.

- **Who**: the roles, anybody who is signed in, or anybody. A call without a route is for services: those named
  may make it, by the permissions of their NATS users; _the operator_ may make every call.
- **Step-up**: within so many seconds the user must have proved again that it is them.
- **Whose**: of another's thing, where it says _own_, the answer is that of an id that does not exist; where it says
  _others'_, one's own is refused. Services decide it by their policies (\`*.policies.ts\`); what is not
  allowed there is denied.
- A suspended account and an ended sign-in session may do what anybody may.
`;

/** The table of every route, call and event, from what they declare. */
export function authorisationTable(
  { contracts, openApi }: DeclaredPlatform,
  services: readonly DeployedService[],
): string {
  return [
    INTRO,
    ...contracts.map((contract) => callsOf(contract, services)),
    `## Routes of the gateway itself\n\n${routesOfGateway(contracts, openApi)}\n`,
    `## Events\n\n${events(services)}\n`,
  ].join('\n');
}

function callsOf({ service, rpc }: ServiceContract, services: readonly DeployedService[]): string {
  const rows = Object.values(rpc).map((call) => [
    call.http ? `\`${call.http.method} ${API_PREFIX}${call.http.path}\`` : '–',
    `\`${call.subject}\``,
    whoMay(call, services),
    call.stepUp === undefined ? '' : `${call.stepUp} s`,
    whose(call),
  ]);
  return `## ${service}\n\n${table(['Route', 'Call', 'Who', 'Step-up', 'Whose'], rows)}\n`;
}

function whoMay({ access, subject }: RpcContract, services: readonly DeployedService[]): string {
  if (access === 'public') return 'anybody';
  if (access === 'user') return 'signed in';
  if (access !== 'service') return access.join(', ');
  const callers = services.filter(({ calls }) => calls.includes(subject));
  return callers.map(({ name }) => `_${name}_`).join(', ') || '_the operator_';
}

const WHOSE = { own: 'own', others: 'others’', anyone: 'anyone’s' };

function whose({ resource = 'none' }: RpcContract): string {
  if (resource === 'none') return '';
  if (resource === 'self') return 'own';
  const ofChild = resource.whose === 'own' && resource.ofChildToo ? ', or a child’s,' : '';
  return `${WHOSE[resource.whose]}${ofChild} ${resource.of} (\`${resource.id}\`)`;
}

interface Operations {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly security?: readonly unknown[] }>>>
  >;
}

/** Those that are in no contract: what they want of the caller is what the API document says. */
function routesOfGateway(contracts: readonly ServiceContract[], openApi: unknown): string {
  const ofContracts = new Set(
    contracts
      .flatMap(({ rpc }) => Object.values(rpc))
      .map(({ http }) => http && `${http.method} ${API_PREFIX}${http.path}`),
  );
  const rows = Object.entries((openApi as Operations).paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .map(([method, { security = [] }]) => ({
        route: `${method.toUpperCase()} ${path}`,
        security,
      }))
      .filter(({ route }) => !ofContracts.has(route))
      .map(({ route, security }) => [
        `\`${route}\``,
        security.length > 0 ? 'signed in' : 'anybody',
        security.length > 0 ? 'own' : '',
      ]),
  );
  return table(['Route', 'Who', 'Whose'], rows);
}

function events(services: readonly DeployedService[]): string {
  const rows = services.flatMap(({ name, publishes }) =>
    publishes.map((subject) => {
      const follows = (service: DeployedService) =>
        Object.values(service.follows).flat().includes(subject) ||
        service.subscribes.some((filter) => covers(filter, subject));
      const followers = services.filter(follows).map((service) => service.name);
      return [`\`${subject}\``, name, followers.join(', ')];
    }),
  );
  return table(['Event', 'Published by', 'Read by'], rows);
}

const covers = (filter: string, subject: string) =>
  filter === subject || (filter.endsWith('.>') && subject.startsWith(filter.slice(0, -1)));

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
