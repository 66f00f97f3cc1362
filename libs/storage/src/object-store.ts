import type { Readable } from 'node:stream';

/** The bytes that a link takes, and no others. */
export interface AnnouncedBytes {
  /** Exactly so many. */
  readonly bytes: number;
  /** SHA-256, 64 hexadecimal digits. */
  readonly sha256: string;
}

/** How a client sends an object. */
export interface SignedUpload {
  readonly method: 'PUT';
  /** Absolute, or a path at the address of the API. */
  readonly url: string;
  /** To be sent as they are, beside the length; they are signed. */
  readonly headers: Readonly<Record<string, string>>;
  /** ISO 8601; whoever begins later is refused. */
  readonly expiresAt: string;
}

export interface ObjectInfo {
  readonly bytes: number;
}

/** A part of an object: both ends included, counted from 0. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** The longest life of a signed link, seconds. */
export const MAX_LINK_LIFE_S = 300;

/**
 * Objects by key (`object-key.ts`): local disk or S3. What an object is follows from its key. All
 * methods throw `platform.unavailable` while the storage cannot be reached, and `RangeError` for what
 * is no key.
 */
export abstract class ObjectStore {
  /** A link that takes these bytes at this key, for at most `MAX_LINK_LIFE_S`. */
  abstract presignUpload(
    key: string,
    announced: AnnouncedBytes,
    lifeS: number,
  ): Promise<SignedUpload>;

  /** A link that gives the object as an attachment, for at most `MAX_LINK_LIFE_S`. */
  abstract presignDownload(key: string, fileName: string, lifeS: number): Promise<string>;

  /** Writes an object, or writes it anew. Nobody sees half of one. */
  abstract put(key: string, bytes: Uint8Array): Promise<void>;

  /** Writes an object of any length in constant memory. Nobody sees half of one. */
  abstract putStream(key: string, content: AsyncIterable<Uint8Array>): Promise<void>;

  /** Null where there is none. */
  abstract head(key: string): Promise<ObjectInfo | null>;

  /** Its bytes, or some of them; null where there is none. */
  abstract open(key: string, range?: ByteRange): Promise<Readable | null>;

  /** Gives an object another key. @returns false where there is none */
  abstract move(from: string, to: string): Promise<boolean>;

  /** Deletes an object, if there is one. */
  abstract delete(key: string): Promise<void>;

  /** Deletes all whose keys begin so; at least one folder. */
  abstract deletePrefix(prefix: string): Promise<void>;
}

/** @throws RangeError for a link that would live too long */
export function checkedLife(lifeS: number): number {
  if (Number.isInteger(lifeS) && lifeS > 0 && lifeS <= MAX_LINK_LIFE_S) return lifeS;
  throw new RangeError(`a link lives 1 to ${MAX_LINK_LIFE_S} s, not ${lifeS}`);
}

/** All of an object in memory. @throws RangeError when it is longer than `maxBytes` */
export async function readAll(stream: Readable, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > maxBytes) throw new RangeError(`the object is longer than ${maxBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
