import { z } from 'zod';

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

export const Empty = z.strictObject({}).meta({ id: 'Empty', description: 'Nothing.' });
