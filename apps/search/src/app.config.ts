import { databaseEnv, defineConfig } from '@edu/service';

export class SearchConfig extends defineConfig({ ...databaseEnv }) {}
