import { randomUUID } from 'node:crypto';
import { API_PREFIX } from '@edu/contract-kit';

/** What objects may be, by how their keys end: a key alone says what is served, and as what. */
export const CONTENT_TYPES = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  pdf: 'application/pdf',
  zip: 'application/zip',
  /** Encrypted, or nobody's business. */
  bin: 'application/octet-stream',
} as const;

type Extension = keyof typeof CONTENT_TYPES;
export type ContentType = (typeof CONTENT_TYPES)[Extension];

/** Keys below it are for everybody, without a signature. */
export const PUBLIC_AREA = 'public';

const PART = '[a-z0-9][a-z0-9-]{0,63}';
const KEY = new RegExp(
  `^(?:${PART}/){1,4}${PART}\\.(?<ending>${Object.keys(CONTENT_TYPES).join('|')})$`,
);
/** At least one whole folder, so that nobody deletes everything. */
const PREFIX = new RegExp(`^(?:${PART}/){1,4}(?:${PART})?$`);

/** Where the gateway serves what is for everybody. */
export const MEDIA_PATH = `${API_PREFIX}/media/`;

/** The address of an object for everybody: a path. */
export function mediaPath(key: string): string {
  const area = `${PUBLIC_AREA}/`;
  if (!checkedKey(key).startsWith(area)) throw new RangeError(`${key} is not for everybody`);
  return MEDIA_PATH + key.slice(area.length);
}

/** A key of an object; nothing in it comes from a client. @param area folders, as in `quarantine` */
export function newKey(area: string, type: ContentType, id: string = randomUUID()): string {
  const [ending] = Object.entries(CONTENT_TYPES).find(([, known]) => known === type)!;
  return checkedKey(`${area}/${id}.${ending}`);
}

export const isKey = (text: string): boolean => KEY.test(text);

/** @throws RangeError for what is no key: no path leads out of the storage */
export function checkedKey(key: string): string {
  if (!isKey(key)) throw new RangeError(`${JSON.stringify(key)} is no key of an object`);
  return key;
}

/** @throws RangeError for what is no prefix of keys */
export function checkedPrefix(prefix: string): string {
  if (!PREFIX.test(prefix)) throw new RangeError(`${JSON.stringify(prefix)} is no prefix of keys`);
  return prefix;
}

/** As what an object is stored and served. */
export function contentTypeOf(key: string): ContentType {
  return CONTENT_TYPES[KEY.exec(key)!.groups!['ending'] as Extension];
}
