import { databaseEnv, defineConfig, redisEnv, secret } from '@edu/service';
import { z } from 'zod';

export class NotificationConfig extends defineConfig({
  ...databaseEnv,
  ...redisEnv,
  /** `smtp://` or `smtps://user:password@host:port`. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).meta({ secret: true }),
  /** Sender of e-mails, as in `EduConnect <no-reply@educonnect.app>`. */
  MAIL_FROM: z.string().regex(/^(?:[^<>\r\n]+ <[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/),
  TWILIO_API_URL: z.url({ protocol: /^https?$/ }).default('https://api.twilio.com'),
  TWILIO_ACCOUNT_SID: z.string().regex(/^AC[0-9a-fA-F]{32}$/),
  TWILIO_AUTH_TOKEN: secret(),
  /** E.164 number, short code or sender name. */
  SMS_FROM: z.string().regex(/^(?:\+[1-9]\d{6,14}|[A-Za-z0-9 ]{3,11})$/),
  /** Most that leave in a second, over all replicas: what the providers' contracts allow. */
  EMAIL_PER_SECOND: z.coerce.number().int().min(1).default(200),
  SMS_PER_SECOND: z.coerce.number().int().min(1).default(10),
  /** Where people open the application: links in messages start with it. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }),
}) {}
