import { databaseEnv, defineConfig, secret } from '@edu/service';
import { z } from 'zod';

export class SessionConfig extends defineConfig({
  ...databaseEnv,
  /** WebSocket address of the LiveKit server, handed to clients. */
  LIVEKIT_URL: z.url({ protocol: /^wss?$/ }),
  LIVEKIT_API_KEY: z.string().min(3).max(100),
  /** Signs the tokens: whoever knows it enters any classroom. */
  LIVEKIT_API_SECRET: secret(),
}) {}
