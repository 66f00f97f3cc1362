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
  /**
   * Where browsers get map tiles (256 pixels, Web Mercator): an address with `{z}`, `{x}` and `{y}`.
   * `none` without; then places are links to OpenStreetMap, whose own tiles are not for services.
   */
  MAP_TILES_URL: z
    .union([
      z.literal('none'),
      z
        .url({ protocol: /^https?$/ })
        .refine((url) => ['{z}', '{x}', '{y}'].every((part) => url.includes(part)), {
          error: 'it has no {z}, {x} and {y}',
        }),
    ])
    .default('none'),
  /** Whose data the tiles show, and where that is said. */
  MAP_ATTRIBUTION: z.string().min(1).default('© OpenStreetMap'),
  MAP_ATTRIBUTION_URL: z
    .url({ protocol: /^https?$/ })
    .default('https://www.openstreetmap.org/copyright'),
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
