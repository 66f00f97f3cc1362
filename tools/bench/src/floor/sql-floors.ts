import { provision, withClient, workspaceServices, type ServiceUrls } from '@edu/database';
import { percentile } from '@edu/journey';
import type { BenchServer } from '../bench-server.ts';
import { perRequest, ProcessGroup } from '../measure/process-group.ts';
import type { Floor } from '../report/result.ts';
import type { Scenario } from '../scenario/scenarios.ts';
import { searchCriteria, type SearchKind } from '../scenario/search.stream.ts';
import { Dice } from '../seed/dice.ts';
import { entityId } from '../seed/entity-id.ts';
import type { ServiceSources } from '../service-sources.ts';
import { runPgbench, withExpressions, withValues, type PgbenchScript } from './pgbench.ts';

/** Sets of values that a floor draws from. */
const VARIANTS = 100;
const DATABASE = 'educonnect_floors';
const WARMUP_S = 1;
const DAY = 86_400_000;

export interface SqlFloorOptions {
  readonly server: BenchServer;
  /** The seeded database; its copy is written to and dropped. */
  readonly template: string;
  readonly sources: ServiceSources;
  readonly listings: number;
  readonly seed: number;
  readonly seconds: number;
  /** Those of the scenarios that run, at the same rates. */
  readonly scenarios: readonly Scenario[];
  readonly say: (line: string) => void;
}

interface SqlFloor {
  readonly name: string;
  readonly service: string;
  readonly scripts: (options: SqlFloorOptions) => PgbenchScript[];
}

/** The statement of each path, as the service has it, with values like those of the benchmark. */
const FLOORS: readonly SqlFloor[] = [
  { name: 'search', service: 'search', scripts: searches('near') },
  { name: 'search-wide', service: 'search', scripts: searches('anywhere') },
  { name: 'search-none', service: 'search', scripts: searches('nothing') },
  {
    name: 'slots',
    service: 'availability',
    scripts: ({ sources, listings, seed }) => {
      const dice = new Dice(seed);
      const instant = (days: number) => new Date(Date.now() + days * DAY).toISOString();
      return variants((prefix) => {
        const provider = entityId('provider', dice.below(listings));
        return withValues(
          sources.FIND_OFFERING,
          [provider, instant(-2), instant(33), '{}'],
          prefix,
        );
      });
    },
  },
  {
    name: 'booking',
    service: 'booking',
    scripts: ({ sources }) => [withExpressions(sources.CREATE_BOOKING, BOOKING)],
  },
  {
    name: 'webhook',
    service: 'payment',
    scripts: ({ sources }) => [withExpressions(sources.STORE_PSP_EVENT, WEBHOOK)],
  },
];

const hashOf = (what: string) => `md5('${what}' || :i)::uuid`;
/** pgbench takes a colon before a word for a variable. */
const json = (value: unknown) => `'${JSON.stringify(value, null, 1)}'`;
const START = `timestamptz '2027-01-04' + (:i::bigint % 20000) * interval '1 hour'`;
const EVENT = { learnerId: 0, providerId: 0, startsAt: 0, endsAt: 0, zone: 'Africa/Abidjan' };

const END = `${START} + interval '1 hour'`;

/** Values of the statement that books, by name. */
const BOOKING = {
  ...{ id: hashOf('booking'), learnerId: hashOf('learner'), providerId: hashOf('provider') },
  ...{ mode: `'online'`, startsAt: START, endsAt: END, busyFrom: START, busyUntil: END },
  ...{ amount: '5000', currency: `'XOF'`, zone: `'Africa/Abidjan'` },
  policy: json({
    name: 'moderate',
    tiers: [{ hoursBefore: 24, refundPct: 100 }],
    graceMinutes: 15,
  }),
  ...{ subject: 'NULL', trial: 'false', groupId: 'NULL', state: `'pending'` },
  ...{ holdExpiresAt: `now() + interval '15 minutes'` },
  events: `('[{"id":"' || ${hashOf('event')} || '","subject":"evt.booking.created.v1",
    "aggregate_id":"x", "data":' || ${json(EVENT)} || '}]')::jsonb`,
  ...{ route: `'rpc.booking.create.v1'`, key: `md5('key' || :i)` },
  ...{ requestHash: `md5('request' || :i)`, actorId: hashOf('learner'), createdAt: 'now()' },
  ...{ payerId: 'NULL', isFamilyAsked: 'false' },
  answer: json({ ...EVENT, state: 'pending', price: { amount: 5_000, currency: 'XOF' } }),
};

/** Values of the statement that stores an event of a psp, by name. */
const WEBHOOK = {
  ...{ id: hashOf('event'), psp: `'stripe'`, eventId: `'evt_' || :i` },
  ...{ type: `'payment_intent.succeeded'`, kind: 'NULL', ref: 'NULL' },
};

/** pgbench of the services' own SQL, on a server that does nothing else. */
export async function sqlFloors(options: SqlFloorOptions): Promise<Floor[]> {
  const { server, template, scenarios, say } = options;
  const { adminUrl } = server;
  const wanted = FLOORS.flatMap((floor) => {
    const rates: Readonly<Record<string, number>> =
      scenarios.find(({ name }) => name === floor.name)?.rates ?? {};
    const rate = rates[floor.name];
    return rate ? [{ ...floor, rate }] : [];
  });
  if (wanted.length === 0) return [];
  const services = workspaceServices();
  const secret = 'floors'; // each platform sets the roles' passwords anew
  const urls = await provision({ adminUrl, database: DATABASE, services, secret, template });
  const floors: Floor[] = [];
  try {
    for (const floor of wanted) {
      const result = await measure(floor, urls, options);
      say(
        `floor of ${result.name}: P50 ${result.p50.toFixed(2)} · P95 ${result.p95.toFixed(2)} ms`,
      );
      floors.push(result);
    }
  } finally {
    await withClient(adminUrl, (admin) => admin.query(`DROP DATABASE ${DATABASE} WITH (FORCE)`));
  }
  return floors;
}

async function measure(
  { name, service, rate, scripts }: SqlFloor & { readonly rate: number },
  urls: Readonly<Record<string, ServiceUrls>>,
  options: SqlFloorOptions,
): Promise<Floor> {
  const { server, seconds } = options;
  const run = {
    pgbench: server.pgbench,
    url: urls[service]!.runtime,
    scripts: scripts(options),
    rate,
  };
  await runPgbench({ ...run, seconds: WARMUP_S });
  const group = new ProcessGroup([{ name: 'postgres', pid: server.pid, family: true }]);
  const before = group.cpu();
  const latencyMs = await runPgbench({ ...run, seconds });
  const usage = { before, after: group.cpu(), ms: seconds * 1_000, idle: {} };
  return {
    name,
    what: `pgbench -M prepared of the service’s statement, ${rate}/s`,
    p50: percentile(latencyMs, 0.5),
    p95: percentile(latencyMs, 0.95),
    n: latencyMs.length,
    perSecond: null,
    cpu: perRequest(usage, latencyMs.length),
  };
}

function searches(kind: SearchKind): SqlFloor['scripts'] {
  return ({ sources, seed }) => {
    const dice = new Dice(seed);
    return variants((prefix) => {
      const { text, values } = sources.searchOf(searchCriteria(kind, dice, sources));
      return withValues({ text }, values, prefix);
    });
  };
}

function variants(make: (prefix: string) => PgbenchScript): PgbenchScript[] {
  return Array.from({ length: VARIANTS }, (_, index) => make(`v${index}`));
}
