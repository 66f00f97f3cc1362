import { databaseEnv, defineConfig } from '@edu/service';

export class ProfileConfig extends defineConfig({ ...databaseEnv }) {}
