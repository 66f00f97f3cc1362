import { apiEnv, defineProcessConfig } from '@edu/service';
import { z } from 'zod';
import { cardFormEnv } from './pages/pay/stripe/card-form-env.ts';

/** It holds no secret: what it may read, every visitor may. */
export class WebConfig extends defineProcessConfig({
  ...apiEnv,
  ...cardFormEnv,
  WEB_PORT: z.coerce.number().int().min(0).max(65_535).default(8090),
  HOST: z.string().default('127.0.0.1'),
  /** Where people reach the platform, for addresses that are shared. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:8080'),
  /** WebSocket address of the classrooms' server, which their page may reach; `none` without one. */
  LIVEKIT_URL: z.union([z.literal('none'), z.url({ protocol: /^wss?$/ })]),
  /** Where files are sent when it is not to the gateway, as in `https://objects.example`. */
  UPLOADS_ORIGIN: z
    .url({ protocol: /^https?$/ })
    .transform((url) => new URL(url).origin)
    .optional(),
  /** Addresses or networks of the proxies in front, whose X-Forwarded-For is trusted. */
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter(Boolean)),
  /** Folder of the browser's files; beside the program where nothing is said. */
  CLIENT_DIR: z.string().optional(),
}) {}
