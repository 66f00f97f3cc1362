import { createHash } from 'node:crypto';
import { compress, type Encoding } from './compression.ts';

/** A page as it is sent, kept with what compressing it has given. */
export class RenderedPage {
  readonly status: number;
  readonly etag: string;
  readonly #body: Buffer;
  readonly #encoded = new Map<Encoding, Promise<Buffer> | Buffer>();

  constructor(
    status: number,
    html: string,
    /** Where the page is instead. */
    readonly location?: string,
  ) {
    this.status = status;
    this.#body = Buffer.from(html);
    const hash = createHash('sha256').update(this.#body).digest('base64url').slice(0, 22);
    this.etag = `W/"${hash}"`; // weak: the same page in another encoding is the same
  }

  static moved(location: string): RenderedPage {
    return new RenderedPage(301, '', location);
  }

  /** Bytes before compression. */
  get size(): number {
    return this.#body.length;
  }

  encoded(encoding: Encoding): Promise<Buffer> | Buffer {
    let bytes = this.#encoded.get(encoding);
    if (!bytes) {
      bytes = compress(this.#body, encoding);
      this.#encoded.set(encoding, bytes);
    }
    return bytes;
  }
}
