import { databaseEnv, defineConfig } from '@edu/service';
import { smileIdEnv } from './kyc/outside/smile-id.env.ts';
import { storageEnv, uploadsEnv, vaultEnv } from '@edu/storage';

export class ProfileConfig extends defineConfig({
  ...databaseEnv,
  ...storageEnv,
  ...uploadsEnv,
  ...vaultEnv,
  ...smileIdEnv,
}) {}

/** Addresses outside the platform that this service talks to, as host:port. */
export const egress: readonly string[] = ['api.smileidentity.com:443'];
