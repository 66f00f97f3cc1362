import { z } from 'zod';

/** Identifiers are UUIDs; those that the platform makes are version 7, so they sort by time. */
export const Id = z.uuid();

/** An instant: ISO 8601, UTC, as in `2026-11-23T20:41:00.000Z`. */
export const Instant = z.iso.datetime();

/** An IANA time zone that this runtime knows, as in `Africa/Abidjan`. */
export const TimeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, { error: 'unknown IANA time zone' })
  .meta({ examples: ['Africa/Abidjan'] });

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

export const LocaleCode = z.enum(['fr', 'en']);

/** ISO 3166-1 alpha-2. */
export const CountryCode = z.string().regex(/^[A-Z]{2}$/);

/** E.164, as in `+2250701020304`. */
export const Phone = z.string().regex(/^\+[1-9]\d{6,14}$/);

/** Lower-case e-mail address. */
export const Email = z.email().max(254).lowercase();

/** One line of human text: trimmed by the sender, no control characters. */
export const line = (max: number, min = 1) =>
  z
    .string()
    .min(min)
    .max(max)

    .regex(/^[^\u0000-\u001f\u007f]*$/, { error: 'control characters are not allowed' });

/** Several lines of human text. */
export const text = (max: number, min = 0) =>
  z
    .string()
    .min(min)
    .max(max)

    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/, {
      error: 'control characters are not allowed',
    });

/** A lower-case token that names a thing of a catalogue: a subject, an expertise. */
export const Slug = z
  .string()
  .min(2)
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

export const GeoPoint = z.strictObject({
  lat: z.number().min(-90).max(90),
  lng: z.number().min(-180).max(180),
});

/** Query fields of every list: an opaque cursor from the page before, and how many rows. */
export const pageQuery = {
  cursor: z
    .string()
    .max(512)
    .regex(/^[\w-]+$/)
    .optional(),
  limit: z.int().min(1).max(100).default(20),
};

/** One page of a list; `nextCursor` is null on the last one. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export const Empty = z.strictObject({});
