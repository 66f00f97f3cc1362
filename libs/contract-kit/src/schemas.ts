import { z } from 'zod';
import { LOCALES } from './problem.ts';

/** Identifiers are UUIDs in lower case; those that the platform makes are version 7: they sort by time. */
export const Id = z
  .uuid()
  .toLowerCase()
  .meta({
    description: 'Identifier (UUID).',
    examples: ['01a20a75-fad1-7435-b3e5-daa5366c2cf4'],
  });

/** An instant: ISO 8601, UTC, as in `2026-11-23T20:41:00.000Z`. */
export const Instant = z.iso
  .datetime()
  .meta({ description: 'An instant in UTC.', examples: ['2027-01-04T10:00:00.000Z'] });

/** A day of the calendar, without a zone. */
export const LocalDate = z.iso
  .date()
  .meta({ description: 'A day of the calendar.', examples: ['2027-01-04'] });

/** An IANA time zone that this runtime knows, as in `Africa/Abidjan`. */
export const TimeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, { error: 'unknown IANA time zone' })
  .meta({ description: 'IANA time zone.', examples: ['Africa/Abidjan'] });

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

export const LocaleCode = z
  .enum(LOCALES)
  .meta({ id: 'Locale', description: 'A language that the platform speaks.' });

/** ISO 3166-1 alpha-2. */
export const CountryCode = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .meta({ description: 'Country (ISO 3166-1 alpha-2).', examples: ['CI'] });

/** A language that people speak. */
export const LanguageCode = z
  .string()
  .regex(/^[a-z]{2}$/)
  .meta({ description: 'Language (ISO 639).', examples: ['fr'] });

/** One line of human text: trimmed by the sender, no control characters. */
export const line = (max: number, min = 1) =>
  z
    .string()
    .min(min)
    .max(max)
    .regex(/^[^\u0000-\u001f\u007f]*$/, { error: 'control characters are not allowed' })
    .meta({ examples: ['Maths'] });

/** Several lines of human text. */
export const text = (max: number, min = 0) =>
  z
    .string()
    .min(min)
    .max(max)
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/, {
      error: 'control characters are not allowed',
    })
    .meta({ examples: ['Two lines\nof text'] });

/** A lower-case token that names a thing of a catalogue: a subject, an expertise. */
export const Slug = z
  .string()
  .min(2)
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .meta({
    description: 'Name of a thing of a catalogue, in lower case with hyphens.',
    examples: ['maths'],
  });

export const GeoPoint = z
  .strictObject({
    lat: z
      .number()
      .min(-90)
      .max(90)
      .meta({ description: 'Degrees north.', examples: [5.36] }),
    lng: z
      .number()
      .min(-180)
      .max(180)
      .meta({ description: 'Degrees east.', examples: [-3.99] }),
  })
  .meta({ id: 'GeoPoint', description: 'A place on Earth (WGS 84).' });

export const Empty = z.strictObject({}).meta({ id: 'Empty', description: 'Nothing.' });
