import { databaseEnv, defineConfig } from '@edu/service';
import { storageEnv, uploadsEnv } from '@edu/storage';

export class ProfileConfig extends defineConfig({
  ...databaseEnv,
  ...storageEnv,
  ...uploadsEnv,
}) {}
