import { databaseEnv, defineConfig, secret } from '@edu/service';

export class AvailabilityConfig extends defineConfig({
  ...databaseEnv,
  /** Seals quotes, which `booking` takes back: theirs alone. */
  QUOTE_SECRET: secret(),
}) {}
