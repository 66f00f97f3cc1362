import { badField } from './field-errors.ts';

/** More would be of nobody who has looked at something. */
const MAX_TAGS = 10;
const TAG = /^"([1-9]\d{0,8})"$/;

/** The strong `ETag` of something at a version. Source: RFC 9110, 8.8.3 */
export const versionTag = (version: number | string): string => `"${version}"`;

/**
 * The versions that an `If-Match` names; undefined where it is not there, or is `*`, which any version
 * satisfies. A weak tag is refused as well: it does not say which version it is (RFC 9110, 13.1.1).
 *
 * @throws platform.invalid_input
 */
export function versionsIn(header: string | undefined): readonly number[] | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const tags = header.split(',').map((tag) => TAG.exec(tag.trim())?.[1]);
  if (tags.length > MAX_TAGS || tags.includes(undefined)) throw badField('/If-Match', 'if_match');
  return tags.map(Number);
}
