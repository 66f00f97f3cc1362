import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const Rpc = z.string().regex(/^rpc\.[a-z][a-z0-9-]*\.[a-z][a-z0-9_]*\.v[1-9]\d*$/);
const Event = z.string().regex(/^evt\.[a-z][a-z0-9-]*\.[a-z][a-z0-9_]*\.v[1-9]\d*$/);
const EventFilter = z.string().regex(/^evt\.[a-z][a-z0-9-]*\.(>|[a-z][a-z0-9_]*\.v[1-9]\d*)$/);

const Scaling = z.strictObject({
  min: z.int().min(2),
  max: z.int().min(2),
  /** Requests in flight that one replica should have. */
  inFlight: z.int().min(1),
});

const Slo = z.strictObject({
  name: z.string().regex(/^[a-z][a-z-]*$/),
  /** Calls; none where it is the pages of the service that are promised. */
  subjects: z.array(Rpc).default([]),
  /** Percent of calls that must not fail. */
  availability: z.number().min(90).max(99.999),
  /** Within so many milliseconds 95 % must be answered. */
  ms: z.int().min(1),
});

const sizes = {
  /** Database connections of one replica. */
  pool: z.int().min(1).max(50),
  /** Millicores requested. */
  cpu: z.int().min(10),
  /** MiB, requested and allowed. */
  memory: z.int().min(64),
  scaling: Scaling,
};

const Entry = z.strictObject({
  calls: z.array(Rpc).default([]),
  /** By the name of the consumer, as `@Consumer` gives it. */
  follows: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), z.array(Event).min(1)).default({}),
  subscribes: z.array(EventFilter).default([]),
  egress: z.array(z.string().regex(/^[a-z0-9.-]+:\d+$/)).default([]),
  env: z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.string()).default({}),
  slos: z.array(Slo).default([]),
  pool: sizes.pool.optional(),
  cpu: sizes.cpu.optional(),
  memory: sizes.memory.optional(),
  scaling: Scaling.optional(),
});

const ServicesFile = z.strictObject({
  defaults: z.strictObject(sizes),
  services: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), Entry),
});

type Sizes = z.infer<typeof ServicesFile>['defaults'];

export type Slo = z.infer<typeof Slo>;
/** An entry of `deploy/services.yaml` with its defaults filled in. */
export type ServiceEntry = Omit<z.infer<typeof Entry>, keyof Sizes> & Sizes;

/**
 * Reads `deploy/services.yaml`: entries by service, in the order of their names.
 *
 * @throws Error that names the entry that is wrong
 */
export function readServicesFile(root: string): Record<string, ServiceEntry> {
  const parsed = ServicesFile.safeParse(
    parse(readFileSync(join(root, 'deploy/services.yaml'), 'utf8')),
  );
  if (!parsed.success) throw new Error(`deploy/services.yaml: ${z.prettifyError(parsed.error)}`);
  const { defaults, services } = parsed.data;
  return Object.fromEntries(
    Object.entries(services)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, entry]) => [name, { ...entry, ...filled(entry, defaults) }]),
  );
}

function filled(entry: z.infer<typeof Entry>, defaults: Sizes): Sizes {
  return {
    pool: entry.pool ?? defaults.pool,
    cpu: entry.cpu ?? defaults.cpu,
    memory: entry.memory ?? defaults.memory,
    scaling: entry.scaling ?? defaults.scaling,
  };
}
