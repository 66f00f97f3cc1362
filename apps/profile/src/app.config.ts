import { databaseEnv, defineConfig } from '@edu/service';
import { storageEnv, uploadsEnv, vaultEnv } from '@edu/storage';

export class ProfileConfig extends defineConfig({
  ...databaseEnv,
  ...storageEnv,
  ...uploadsEnv,
  ...vaultEnv,
}) {}
