import { secret } from '@edu/service';
import { z } from 'zod';
import { secrets } from '../secrets.ts';

export const waveEnv = {
  /** Without it Wave is not offered. */
  WAVE_API_KEY: secret().optional().meta({ secret: true }),
  /** Separated by commas while it rotates; without it no webhook is believed. */
  WAVE_WEBHOOK_SECRET: secrets().optional().meta({ secret: true }),
  WAVE_API_URL: z.url({ protocol: /^https?$/ }).default('https://api.wave.com'),
  /** How long one request to Wave may take; it is made once. */
  WAVE_TIMEOUT_MS: z.coerce.number().int().min(50).max(60_000).default(5_000),
};

export type WaveEnv = Readonly<z.output<z.ZodObject<typeof waveEnv>>>;
