import { databaseEnv, defineConfig, secret } from '@edu/service';
import { z } from 'zod';

export class BookingConfig extends defineConfig({
  ...databaseEnv,
  /** What `availability` seals quotes with: theirs alone. */
  QUOTE_SECRET: secret(),
  /** How long an unpaid booking keeps its slot. */
  HOLD_MINUTES: z.coerce.number().min(0.01).max(1_440).default(15),
  /** How long after a lesson its outcome may be disputed; then its money is the provider's. */
  DISPUTE_HOURS: z.coerce.number().min(0).max(720).default(48),
}) {}
