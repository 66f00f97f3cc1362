import { databaseEnv, defineConfig } from '@edu/service';
import { z } from 'zod';

export class BookingConfig extends defineConfig({
  ...databaseEnv,
  /** How long an unpaid booking keeps its slot. */
  HOLD_MINUTES: z.coerce.number().min(0.01).max(1_440).default(15),
}) {}
