import { createHmac, timingSafeEqual } from 'node:crypto';
import { API_PREFIX, storageErrors } from '@edu/contract-kit';
import { isKey } from '../object-key.ts';
import type { AnnouncedBytes } from '../object-store.ts';

/** Where the gateway serves objects of the disk to those who have a link. */
export const OBJECTS_PATH = `${API_PREFIX}/objects/`;

interface Terms {
  readonly key: string;
  /** Seconds of Unix time. */
  readonly expires: number;
}
export interface UploadTerms extends Terms, AnnouncedBytes {}
export interface DownloadTerms extends Terms {
  readonly fileName: string;
}

/** Makes and checks links to objects on the disk: paths whose every part is signed. */
export class SignedPaths {
  readonly #secret: string;
  readonly #now: () => number;

  /** @param now milliseconds of Unix time */
  constructor(secret: string, now: () => number = Date.now) {
    this.#secret = secret;
    this.#now = now;
  }

  upload(terms: UploadTerms): string {
    return this.#path('PUT', terms.key, {
      expires: String(terms.expires),
      bytes: String(terms.bytes),
      sha256: terms.sha256,
    });
  }

  download(terms: DownloadTerms): string {
    return this.#path('GET', terms.key, { expires: String(terms.expires), name: terms.fileName });
  }

  /** What a link allows to send. @throws storage.bad_link */
  readUpload(path: string): UploadTerms {
    const { key, expires, query } = this.#read('PUT', path, ['expires', 'bytes', 'sha256']);
    return { key, expires, bytes: Number(query['bytes']), sha256: query['sha256']! };
  }

  /** What a link allows to fetch. @throws storage.bad_link */
  readDownload(path: string): DownloadTerms {
    const { key, expires, query } = this.#read('GET', path, ['expires', 'name']);
    return { key, expires, fileName: query['name']! };
  }

  #path(method: string, key: string, terms: Record<string, string>): string {
    const query = new URLSearchParams({ ...terms, signature: this.#sign(method, key, terms) });
    return `${OBJECTS_PATH}${key}?${query}`;
  }

  #read(method: string, path: string, names: readonly string[]) {
    const [pathname = '', search = ''] = path.split('?', 2);
    const key = pathname.startsWith(OBJECTS_PATH) ? pathname.slice(OBJECTS_PATH.length) : '';
    const { signature = '', ...query } = Object.fromEntries(new URLSearchParams(search));
    const terms = Object.fromEntries(names.map((name) => [name, query[name] ?? '']));
    const wanted = Buffer.from(this.#sign(method, key, terms));
    const given = Buffer.from(signature);
    const isOurs = given.length === wanted.length && timingSafeEqual(given, wanted);
    const expires = Number(terms['expires']);
    if (!isOurs || !isKey(key) || !(expires * 1_000 > this.#now())) throw storageErrors.badLink();
    return { key, expires, query: terms };
  }

  #sign(method: string, key: string, terms: Readonly<Record<string, string>>): string {
    const signed = JSON.stringify([method, key, Object.entries(terms)]);
    return createHmac('sha256', this.#secret).update(signed).digest('base64url');
  }
}
