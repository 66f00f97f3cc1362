import { databaseEnv, defineConfig } from '@edu/service';

export class AvailabilityConfig extends defineConfig({ ...databaseEnv }) {}
