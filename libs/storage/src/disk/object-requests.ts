import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { platformErrors, storageErrors } from '@edu/contract-kit';
import { rangeOf } from '../byte-range.ts';
import { contentTypeOf } from '../object-key.ts';
import type { DiskStore } from './disk-store.ts';

/** What a request along a link is answered. */
export interface ObjectAnswer {
  readonly status: 200 | 206;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
}

/**
 * Takes what is sent along a link.
 *
 * @param path with its query, as it was asked for
 * @throws storage.bad_link, storage.other_type, storage.other_file, platform.payload_too_large
 */
export async function takeUpload(
  store: DiskStore,
  path: string,
  headers: IncomingHttpHeaders,
  content: AsyncIterable<Uint8Array>,
): Promise<void> {
  const { key, bytes, sha256 } = store.links.readUpload(path);
  if (headers['content-type'] !== contentTypeOf(key)) throw storageErrors.otherType();
  const length = Number(headers['content-length'] ?? Number.NaN);
  if (length > bytes) throw platformErrors.payloadTooLarge();
  if (length !== bytes) throw storageErrors.otherFile();
  await store.receive(key, { bytes, sha256 }, content);
}

/**
 * Gives what a link leads to: always as a file to keep, never as a page of this address.
 *
 * @throws storage.bad_link, storage.no_object, storage.bad_range
 */
export async function giveDownload(
  store: DiskStore,
  path: string,
  headers: IncomingHttpHeaders,
): Promise<ObjectAnswer> {
  const { key, fileName } = store.links.readDownload(path);
  const found = await store.head(key);
  if (!found) throw storageErrors.noObject();
  const range = rangeOf(headers['range'], found.bytes);
  const body = await store.open(key, range);
  if (!body) throw storageErrors.noObject();
  const { first, last } = range ?? { first: 0, last: found.bytes - 1 };
  return {
    status: range ? 206 : 200,
    headers: {
      'content-type': contentTypeOf(key),
      'content-length': String(last - first + 1),
      'content-disposition': attachment(fileName),
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-store',
      ...(range && { 'content-range': `bytes ${first}-${last}/${found.bytes}` }),
    },
    body,
  };
}

/** RFC 6266, in ASCII alone: no name of a file ends the header or begins another. */
export function attachment(fileName: string): string {
  const encoded = encodeURIComponent(fileName.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename*=UTF-8''${encoded}`;
}
