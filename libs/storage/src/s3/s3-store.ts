import { Readable } from 'node:stream';
import { platformErrors } from '@edu/contract-kit';
import { AwsClient } from 'aws4fetch';
import { attachment } from '../disk/object-requests.ts';
import { checkedKey, checkedPrefix, contentTypeOf } from '../object-key.ts';
import {
  checkedLife,
  ObjectStore,
  type AnnouncedBytes,
  type ByteRange,
  type ObjectInfo,
  type SignedUpload,
} from '../object-store.ts';

export interface S3Place {
  /** Where the server is, as in `https://s3.eu-west-1.example`. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** For the head of an answer; a body takes as long as whoever reads it. */
const TIMEOUT_MS = 4_000;
/** For a part of an object, which is some megabytes on its way. */
const PART_TIMEOUT_MS = 60_000;
/** S3 takes parts of 5 MiB at least, the last one aside. */
const PART_BYTES = 8 * 1_048_576;
/** Deletions under way at once. */
const AT_ONCE = 8;

interface Asked {
  readonly headers?: Record<string, string>;
  readonly body?: Buffer<ArrayBuffer>;
  readonly timeoutMs?: number;
}

/** Objects in a bucket of S3 or a server that speaks its protocol; links lead there directly. */
export class S3Store extends ObjectStore {
  readonly #client: AwsClient;
  readonly #base: string;
  readonly #bucket: string;
  readonly #now: () => number;

  constructor(place: S3Place, now: () => number = Date.now) {
    super();
    const { endpoint, region, bucket, accessKeyId, secretAccessKey } = place;
    this.#client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3' });
    this.#bucket = bucket;
    this.#base = `${endpoint.replace(/\/$/, '')}/${bucket}`;
    this.#now = now;
  }

  async presignUpload(
    key: string,
    { bytes, sha256 }: AnnouncedBytes,
    lifeS: number,
  ): Promise<SignedUpload> {
    const headers = {
      'content-type': contentTypeOf(checkedKey(key)),
      'x-amz-checksum-sha256': Buffer.from(sha256, 'hex').toString('base64'),
    };
    // A signed length is the only one that the server takes; clients send theirs by themselves.
    const signed = { ...headers, 'content-length': String(bytes) };
    const url = await this.#presign('PUT', key, checkedLife(lifeS), signed);
    const expiresAt = new Date(Math.floor(this.#now() / 1_000) * 1_000 + lifeS * 1_000);
    return { method: 'PUT', url, headers, expiresAt: expiresAt.toISOString() };
  }

  presignDownload(key: string, fileName: string, lifeS: number): Promise<string> {
    return this.#presign(
      'GET',
      checkedKey(key),
      checkedLife(lifeS),
      {},
      {
        'response-content-disposition': attachment(fileName),
        'response-content-type': contentTypeOf(key),
        'response-cache-control': 'private, no-store',
      },
    );
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const headers = { 'content-type': contentTypeOf(checkedKey(key)) };
    await this.#ask('PUT', `/${key}`, { headers, body: Buffer.from(bytes) });
  }

  async putStream(key: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    const headers = { 'content-type': contentTypeOf(checkedKey(key)) };
    const begun = await this.#ask('POST', `/${key}?uploads`, { headers });
    const id = textOf('UploadId', (await begun?.text()) ?? '');
    const upload = `/${key}?uploadId=${encodeURIComponent(id)}`;
    try {
      const parts: string[] = [];
      for await (const body of inParts(content, PART_BYTES)) {
        const number = parts.length + 1;
        const sent = await this.#ask('PUT', `${upload}&partNumber=${number}`, {
          body,
          timeoutMs: PART_TIMEOUT_MS,
        });
        await sent?.body?.cancel();
        const etag = sent?.headers.get('etag') ?? '';
        parts.push(`<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`);
      }
      const whole = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
      const completed = await this.#ask('POST', upload, {
        body: Buffer.from(whole),
        timeoutMs: PART_TIMEOUT_MS,
      });
      // S3 may answer 200 first and say then that it failed.
      textOf('ETag', (await completed?.text()) ?? '');
    } catch (error) {
      await this.#ask('DELETE', upload).catch(() => undefined); // the bucket's rule deletes it later
      throw error;
    }
  }

  async head(key: string): Promise<ObjectInfo | null> {
    const found = await this.#ask('HEAD', `/${checkedKey(key)}`);
    return found && { bytes: Number(found.headers.get('content-length')) };
  }

  async open(key: string, range?: ByteRange): Promise<Readable | null> {
    const headers = range && { range: `bytes=${range.first}-${range.last}` };
    const found = await this.#ask('GET', `/${checkedKey(key)}`, { ...(headers && { headers }) });
    if (!found) return null;
    return found.body ? Readable.fromWeb(found.body) : Readable.from([]);
  }

  async move(from: string, to: string): Promise<boolean> {
    const headers = { 'x-amz-copy-source': `/${this.#bucket}/${checkedKey(from)}` };
    const copied = await this.#ask('PUT', `/${checkedKey(to)}`, { headers });
    if (!copied) return false;
    await this.delete(from);
    return true;
  }

  async delete(key: string): Promise<void> {
    const gone = await this.#ask('DELETE', `/${checkedKey(key)}`);
    await gone?.body?.cancel();
  }

  async deletePrefix(prefix: string): Promise<void> {
    checkedPrefix(prefix);
    for (;;) {
      const query = `?list-type=2&max-keys=1000&prefix=${encodeURIComponent(prefix)}`;
      const listed = await this.#ask('GET', query);
      const xml = (await listed?.text()) ?? '';
      // Keys have no character that XML would write otherwise.
      const keys = [...xml.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key]) => key!);
      if (keys.length === 0) return;
      for (let at = 0; at < keys.length; at += AT_ONCE) {
        await Promise.all(keys.slice(at, at + AT_ONCE).map((key) => this.delete(key)));
      }
    }
  }

  async #presign(
    method: string,
    key: string,
    lifeS: number,
    headers: Record<string, string>,
    query: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const url = new URL(`${this.#base}/${key}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    url.searchParams.set('X-Amz-Expires', String(lifeS));
    const datetime = new Date(this.#now()).toISOString().replace(/[:-]|\.\d{3}/g, '');
    const aws = { signQuery: true, allHeaders: true, datetime };
    return (await this.#client.sign(url, { method, headers, aws })).url;
  }

  /** @returns null where there is no such object @throws platform.unavailable for all else */
  async #ask(
    method: string,
    path: string,
    { headers = {}, body, timeoutMs = TIMEOUT_MS }: Asked = {},
  ): Promise<Response | null> {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), timeoutMs);
    try {
      const request = await this.#client.sign(this.#base + path, {
        method,
        headers,
        ...(body && { body }),
      });
      const answer = await fetch(request, { signal: giveUp.signal });
      if (answer.ok) return answer;
      await answer.body?.cancel();
      if (answer.status === 404) return null;
      throw new Error(`S3 answered ${method} with ${answer.status}`);
    } catch (cause) {
      throw platformErrors.unavailable({ cause, retryAfter: 5 });
    } finally {
      clearTimeout(timer);
    }
  }
}

/** @throws platform.unavailable where the answer has no such element */
function textOf(element: string, xml: string): string {
  const text = new RegExp(`<${element}>([^<]+)</${element}>`).exec(xml)?.[1];
  if (!text) throw platformErrors.unavailable({ retryAfter: 5 });
  return text;
}

/** The same bytes in parts of this length; the last one may be shorter, and there is at least one. */
async function* inParts(
  content: AsyncIterable<Uint8Array>,
  length: number,
): AsyncGenerator<Buffer<ArrayBuffer>> {
  let part = Buffer.alloc(length);
  let filled = 0;
  let given = 0;
  for await (const bytes of content) {
    for (let at = 0; at < bytes.length;) {
      const taken = Math.min(length - filled, bytes.length - at);
      part.set(bytes.subarray(at, at + taken), filled);
      at += taken;
      filled += taken;
      if (filled < length) continue;
      given++;
      yield part;
      part = Buffer.alloc(length);
      filled = 0;
    }
  }
  if (filled > 0 || given === 0) yield part.subarray(0, filled);
}
