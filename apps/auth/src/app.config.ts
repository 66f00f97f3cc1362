import { databaseEnv, defineConfig, secret } from '@edu/service';

export class AuthConfig extends defineConfig({
  ...databaseEnv,
  /**
   * What codes, refresh tokens and stored signing keys are protected with. All replicas share it;
   * changing it ends what is in flight and makes the stored signing keys unreadable.
   */
  AUTH_SECRET: secret(32),
}) {}
