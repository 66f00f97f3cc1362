import { databaseEnv, defineConfig, secret } from '@edu/service';
import { z } from 'zod';

export class SessionConfig extends defineConfig({
  ...databaseEnv,
  /** WebSocket address of the LiveKit server, handed to clients; `none` where nobody runs one. */
  LIVEKIT_URL: z.union([z.literal('none'), z.url({ protocol: /^wss?$/ })]),
  /** Where this service reaches the server, when that is another address. */
  LIVEKIT_API_URL: z.url({ protocol: /^https?$/ }).optional(),
  LIVEKIT_API_KEY: z.string().min(3).max(100),
  /** Signs the tokens: whoever knows it enters any classroom. */
  LIVEKIT_API_SECRET: secret(),
  /** What the PINs at the doors of lessons are worked out from. */
  DOOR_SECRET: secret(),
}) {}
