import { defineConfig, redisEnv } from '@edu/service';
import { storageEnv } from '@edu/storage';
import { z } from 'zod';

const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').filter(Boolean));

export class GatewayConfig extends defineConfig({
  ...redisEnv,
  ...storageEnv,
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  /** Origins of web clients, separated by commas. */
  ALLOWED_ORIGINS: list,
  /** Addresses or networks of the proxies in front, whose X-Forwarded-For is trusted. */
  TRUSTED_PROXIES: list,
  /**
   * The header in which the proxy in front says which country a request comes from, as in `cf-ipcountry`;
   * clients must not get theirs past it. Without one the country is looked up here.
   */
  COUNTRY_HEADER: z
    .string()
    .regex(/^[a-z-]+$/)
    .optional(),
  /** The web service, to which all that this gateway does not own goes; none where the ingress routes. */
  WEB_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Where people open the application: links in calendars start with it. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:8080'),
  /** Whether browsers come over TLS, for the cookies of sessions; so in production unless set. */
  COOKIE_SECURE: z.stringbool().optional(),
  /** Multiplies every rate limit; 1 in production. */
  RATE_LIMIT_FACTOR: z.coerce.number().min(0.1).max(100_000).default(1),
  /** Whether everybody sees how the services are: the start page, and health beyond liveness. */
  STATUS_PAGE: z.stringbool().optional(),
  /** Pages to link from the start page, as in `Mailbox|http://127.0.0.1:8025`. */
  STATUS_LINKS: list,
}) {}
