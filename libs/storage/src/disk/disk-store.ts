import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { platformErrors, storageErrors } from '@edu/contract-kit';
import { checkedKey, checkedPrefix, contentTypeOf } from '../object-key.ts';
import {
  checkedLife,
  ObjectStore,
  type AnnouncedBytes,
  type ByteRange,
  type ObjectInfo,
  type SignedUpload,
} from '../object-store.ts';
import { SignedPaths } from './signed-path.ts';

/** Files on their way; no key is in it. */
const ARRIVING = '.arriving';

interface Options {
  readonly folder: string;
  /** Signs links; the same for all processes that share the folder. */
  readonly secret: string;
  readonly now?: () => number;
}

/** Objects as files of a folder. Its links lead to the gateway, which serves them from here. */
export class DiskStore extends ObjectStore {
  readonly links: SignedPaths;
  readonly #folder: string;
  readonly #now: () => number;

  constructor({ folder, secret, now = Date.now }: Options) {
    super();
    this.#folder = resolve(folder);
    this.#now = now;
    this.links = new SignedPaths(secret, now);
  }

  async presignUpload(
    key: string,
    announced: AnnouncedBytes,
    lifeS: number,
  ): Promise<SignedUpload> {
    const expires = Math.floor(this.#now() / 1_000) + checkedLife(lifeS);
    return {
      method: 'PUT',
      url: this.links.upload({ key: checkedKey(key), expires, ...announced }),
      headers: { 'content-type': contentTypeOf(key) },
      expiresAt: new Date(expires * 1_000).toISOString(),
    };
  }

  async presignDownload(key: string, fileName: string, lifeS: number): Promise<string> {
    const expires = Math.floor(this.#now() / 1_000) + checkedLife(lifeS);
    return this.links.download({ key: checkedKey(key), expires, fileName });
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    await this.#write(key, [bytes]);
  }

  async putStream(key: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    await this.#write(key, content);
  }

  /**
   * Takes what a client sends along a link; nothing is kept of what is not exactly that.
   *
   * @throws platform.payload_too_large, storage.other_file
   */
  async receive(
    key: string,
    { bytes, sha256 }: AnnouncedBytes,
    content: AsyncIterable<Uint8Array>,
  ): Promise<void> {
    await this.#write(key, checked(content, bytes, sha256));
  }

  async head(key: string): Promise<ObjectInfo | null> {
    return orNull(async () => {
      const found = await stat(this.#path(key));
      return { bytes: found.size };
    });
  }

  async open(key: string, range?: ByteRange): Promise<Readable | null> {
    return orNull(async () => {
      const file = await open(this.#path(key));
      return file.createReadStream(range && { start: range.first, end: range.last });
    });
  }

  async move(from: string, to: string): Promise<boolean> {
    const source = this.#path(from);
    const target = this.#path(to);
    await mkdir(dirname(target), { recursive: true }).catch(refuse);
    return (await orNull(() => rename(source, target).then(() => true))) ?? false;
  }

  async delete(key: string): Promise<void> {
    await orNull(() => unlink(this.#path(key)));
  }

  async deletePrefix(prefix: string): Promise<void> {
    const end = checkedPrefix(prefix).lastIndexOf('/');
    const folder = join(this.#folder, prefix.slice(0, end));
    const begin = prefix.slice(end + 1);
    if (begin === '') return void (await orNull(() => rm(folder, { recursive: true })));
    const names = (await orNull(() => readdir(folder))) ?? [];
    const gone = names.filter((name) => name.startsWith(begin));
    await Promise.all(gone.map((name) => rm(join(folder, name), { recursive: true, force: true })));
  }

  /** The whole file is on the disk before it has its name. */
  async #write(
    key: string,
    content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  ): Promise<void> {
    const target = this.#path(key);
    const arriving = join(this.#folder, ARRIVING, randomUUID());
    await mkdir(dirname(arriving), { recursive: true, mode: 0o700 }).catch(refuse);
    try {
      const file = await open(arriving, 'wx', 0o600).catch(refuse);
      try {
        for await (const part of content) await file.writeFile(part).catch(refuse);
        await file.sync().catch(refuse);
      } finally {
        await file.close();
      }
      await mkdir(dirname(target), { recursive: true }).catch(refuse);
      await rename(arriving, target).catch(refuse);
    } catch (error) {
      await rm(arriving, { force: true });
      throw error;
    }
  }

  #path(key: string): string {
    return join(this.#folder, checkedKey(key));
  }
}

async function* checked(
  content: AsyncIterable<Uint8Array>,
  bytes: number,
  sha256: string,
): AsyncIterable<Uint8Array> {
  const hash = createHash('sha256');
  let received = 0;
  for await (const part of content) {
    received += part.length;
    if (received > bytes) throw platformErrors.payloadTooLarge();
    hash.update(part);
    yield part;
  }
  if (received < bytes || hash.digest('hex') !== sha256) throw storageErrors.otherFile();
}

/** The disk is full, gone or not ours: nothing that who asked could mend. */
function refuse(cause: unknown): never {
  throw platformErrors.unavailable({ cause, retryAfter: 30 });
}

async function orNull<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof RangeError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    return refuse(error);
  }
}
