import { z } from 'zod';

const Name = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

/** How one replica of a service is. What comes from another process is checked against it. */
export const HealthReport = z.object({
  service: Name,
  status: z.enum(['ready', 'unavailable', 'draining']),
  /** Name of each dependency and whether it answers. */
  checks: z.record(Name, z.enum(['up', 'down'])),
});

export type HealthReport = Readonly<z.infer<typeof HealthReport>>;
