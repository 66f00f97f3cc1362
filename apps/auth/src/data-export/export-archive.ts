import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Locale, UserDataPage } from '@edu/contract-kit';
import { UserData } from '@edu/data-rights';
import { translate } from '@edu/i18n';
import { RpcClient } from '@edu/messaging';
import { ObjectStore, openedBy } from '@edu/storage';
import { ZipFile } from 'yazl';
import { PARTICIPANTS } from '../data-rights/participants.ts';

/** Rows of one call. */
const LIMIT = 250;
const COMPRESSED = { compress: true } as const;

type Ask = (cursor: string | undefined) => Promise<UserDataPage>;
type Files = UserDataPage['files'];

/** All that is kept of a person, as a zip: JSON of every service, and their files. */
@Injectable()
export class ExportArchive {
  constructor(
    private readonly rpc: RpcClient,
    private readonly own: UserData,
    private readonly store: ObjectStore,
  ) {}

  /**
   * Writes it to the storage while it is made: a page of rows is in memory at a time.
   *
   * @param say how many percent are done
   */
  async write(
    key: string,
    { userId, locale }: { userId: string; locale: Locale },
    say: (percent: number) => Promise<void>,
  ): Promise<void> {
    const zip = new ZipFile();
    const made = this.#fill(zip, userId, locale, say);
    // Who reads from the zip sees why it ends early.
    made.catch((error: Error) => (zip.outputStream as Readable).destroy(error));
    await this.store.putStream(key, zip.outputStream as Readable);
    await made;
  }

  async #fill(
    zip: ZipFile,
    userId: string,
    locale: Locale,
    say: (percent: number) => Promise<void>,
  ): Promise<void> {
    zip.addBuffer(
      Buffer.from(translate(locale, 'notifications.export_ready.readme')),
      'README.txt',
    );
    const services: (readonly [string, Ask])[] = [
      ['auth', (cursor) => this.own.page({ userId, cursor, limit: LIMIT })],
      ...PARTICIPANTS.map(({ service, list }): readonly [string, Ask] => [
        service,
        (cursor) => this.rpc.call(list, { userId, limit: LIMIT, ...(cursor && { cursor }) }),
      ]),
    ];
    for (const [done, [service, ask]] of services.entries()) {
      const files: Files = [];
      const json = Readable.from(jsonOf(ask, files, () => say((100 * done) / services.length)));
      await added(zip, json, `${service}.json`);
      for (const file of files) {
        const content = await this.#open(file);
        if (content) await added(zip, content, `${service}/${file.name}`);
      }
      await say((100 * (done + 1)) / services.length);
    }
    zip.end();
  }

  /** In plain, part by part. @returns null where it is gone */
  async #open({ key, seal }: Files[number]): Promise<Readable | null> {
    const content = await this.store.open(key);
    if (!content || !seal) return content;
    return Readable.from(openedBy({ ...seal, key: Buffer.from(seal.key, 'base64') }, content));
  }
}

/** Resolves when all of the stream is in the zip: the next one is asked for then. */
function added(zip: ZipFile, stream: Readable, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.once('end', resolve).once('error', reject);
    zip.addReadStream(stream, name, COMPRESSED);
  });
}

/** One object: tables by name, their rows in lists. @param files takes those of the last page */
async function* jsonOf(ask: Ask, files: Files, read: () => Promise<void>): AsyncGenerator<string> {
  let about: string | null = null;
  let cursor: string | undefined;
  yield '{';
  for (;;) {
    const page = await ask(cursor);
    let text = '';
    for (const row of page.rows) {
      if (page.about === about) text += ',\n';
      else {
        text += `${about === null ? '' : '\n],'}\n${JSON.stringify(page.about)}: [\n`;
        ({ about } = page);
      }
      text += JSON.stringify(row);
    }
    if (text) yield text;
    await read();
    files.push(...page.files);
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  yield about === null ? '}\n' : '\n]\n}\n';
}
