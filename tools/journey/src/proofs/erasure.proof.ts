import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import type { Erasure } from '@edu/client';
import { authErrors } from '@edu/contracts-auth';
import { platformErrors } from '@edu/contract-kit';
import type { Platform } from '@edu/platform';
import { withPlatform } from '@edu/platform/with-platform';
import { openTutor, proven, signUp, freshEmail, stepUpByCode, type Person } from '../actors.ts';
import { documentsOf } from '../erasure/documents.ts';
import { makeExport, readExport } from '../erasure/export.ts';
import { makeHeavy } from '../erasure/heavy.ts';
import { markPayer, markPayouts } from '../erasure/money.ts';
import { markLearner, markTutor, type Marked } from '../erasure/people.ts';
import { markWords } from '../erasure/words.ts';
import {
  searchDatabase,
  searchFolder,
  searchLetters,
  searchRedis,
  searchStreams,
  type Searched,
} from '../erasure/places.ts';
import { eventually } from '../eventually.ts';
import { clientAt, refused } from '../gateway-client.ts';
import type { JourneyPlatform } from '../journey.ts';
import { openLesson } from '../open-lesson.ts';
import { journeyPlatform } from '../platform-target.ts';
import { Postbox } from '../postbox.ts';
import { isFailure, type Progress, type Proof, type ProofResult } from './proof.ts';

/** In place of 14 days. */
const UNDO_S = 20;
const BOOKINGS = 2_000;
const EXPORT_MS = 10_000;
/** Of the process that makes the export, beside what it had before. */
const EXPORT_MB = 60;
const GONE_MS = 5_000;
const ERASED_MS = 90_000;
/** Where people are by name, who would be found elsewhere as well. */
const NAMED_IN = ['payment.payout_account', 'payment.payout_note', 'payment.document_party'];

/** What is kept of people is given to them whole, and gone when they want it gone. */
export const erasureProof: Proof = {
  summary: 'canaries in all personal data: in the export, and after the erasure nowhere',
  run: ({ progress }) => {
    const env = {
      ERASURE_UNDO_S: String(UNDO_S),
      RATE_LIMIT_FACTOR: '1000',
      LOG_LEVEL: 'info',
      PAYOUT_PAUSE_MS: '0',
      RECONCILE_SETTLE_MS: '0',
    };
    const say = (line: string) => progress.say(line);
    return withPlatform({ env, progress: say, failed: isFailure }, (platform) =>
      new ErasureProof(platform, progress).run(),
    );
  },
};

class ErasureProof {
  readonly #platform: Platform;
  readonly #target: JourneyPlatform;
  readonly #post: Postbox;
  readonly #progress: Progress;
  /** What did not hold. */
  readonly #broken: string[] = [];

  constructor(platform: Platform, progress: Progress) {
    this.#platform = platform;
    this.#target = journeyPlatform(platform);
    this.#post = new Postbox(this.#target.urls);
    this.#progress = progress;
  }

  async run(): Promise<ProofResult> {
    const other = await openTutor(this.#target, this.#post, 'Mariam Sow');
    const parent = await markLearner(this.#target, this.#post, other);
    const payer = await markPayer(this.#platform, parent, other);
    const teacher = await markTutor(this.#target, this.#post);
    const tutor = await markPayouts(this.#platform, this.#post, teacher);
    const stranger = await this.#stranger();
    await openLesson(this.#target, this.#target.urls.stripe, tutor.person, stranger);
    const { adminUrl } = this.#platform.databases;
    const owner = { learnerId: payer.person.id, providerId: other.id };
    await makeHeavy(adminUrl, owner, BOOKINGS);
    const learner = await markWords(adminUrl, payer, other.id);
    const planted = allOf([learner, tutor]).size;
    this.#progress.say(`${planted} canaries planted in the data of a parent and of a tutor`);
    await this.#isEverywhere([learner, tutor]);
    await this.#isSealed(tutor);

    for (const [one, what] of [
      [learner, 'parent'],
      [tutor, 'tutor'],
    ] as const) {
      await this.#exported(one, what);
    }
    await this.#undone();
    const tokens = [await this.#erase(learner), await this.#erase(tutor)];
    await this.#goneAtOnce(tutor, stranger);
    const receipts = await Promise.all(tokens.map((token) => this.#erased(token)));
    for (const line of keptOf(receipts)) this.#progress.say(`  kept: ${line}`);
    // Until then others were written to with names: that their lessons are cancelled.
    const after = new Date(Math.min(...receipts.map(({ eraseAt }) => Date.parse(eraseAt))));
    const found = await this.#search([learner, tutor], after);
    await this.#noDocuments(tutor);
    return {
      holds: this.#broken.length === 0,
      summary: `${planted} canaries: in the exports what is given out, ${found} found after the erasure; ${receipts.flatMap(({ receipts: all }) => all).length} receipts, ${this.#broken.length} broken`,
    };
  }

  /** Where the storage keeps its objects. */
  get #objects(): string {
    return join(dirname(this.#platform.logs), 'objects');
  }

  #must(holds: boolean, what: string): void {
    if (holds) return;
    this.#broken.push(what);
    this.#progress.say(`  BROKEN: ${what}`);
  }

  #stranger(): Promise<Person> {
    const address = freshEmail('stranger');
    const who = { role: 'student', displayName: 'Ibrahim Diallo', locale: 'fr' } as const;
    return signUp(this.#target, this.#post, { ...who, address });
  }

  /** The search finds what is there: otherwise it would prove nothing that it finds nothing later. */
  async #isEverywhere(marked: readonly Marked[]): Promise<void> {
    const canaries = allOf(marked);
    const { found } = await searchDatabase(this.#platform.databases.adminUrl, canaries);
    const seen = new Set(found.map(({ canary }) => canary));
    const hidden = new Set(
      marked.flatMap(({ sealed, passing = [] }) => [...sealed, ...passing].map(([name]) => name)),
    );
    for (const canary of canaries.keys()) {
      if (hidden.has(canary)) this.#must(!seen.has(canary), `${canary} lies open in the database`);
      else this.#must(seen.has(canary), `${canary} was planted and is not in the database`);
    }
    const places = new Set(found.map(({ place }) => place));
    for (const place of NAMED_IN) this.#must(places.has(place), `nobody is named in ${place}`);
    this.#progress.say(`found before in ${[...places].sort().join(', ')}`);
  }

  /** Documents lie in the storage, and nobody reads there what is in them. */
  async #isSealed(tutor: Marked): Promise<void> {
    const { stored, keys, plain } = await documentsOf(this.#platform, this.#objects, tutor);
    this.#must(stored === 1 && keys === 1, `${stored} documents, ${keys} keys of the tutor`);
    for (const { place, canary } of plain) this.#must(false, `${canary} is in plain in ${place}`);
  }

  /** The bytes are gone, and so is what would open a copy of them. */
  async #noDocuments(tutor: Marked): Promise<void> {
    const { stored, keys } = await documentsOf(this.#platform, this.#objects, tutor);
    this.#must(stored + keys === 0, 'a document is still stored, or a key that opens copies');
    this.#progress.say(`documents: ${stored} stored, ${keys} keys that open copies`);
  }

  async #exported(marked: Marked, what: string): Promise<void> {
    const { person, own, canaries, sealed, withheld = [], passing = [] } = marked;
    const { api } = person;
    const { id, ms, grownMb } = await makeExport(this.#platform, person);
    const link = { params: { path: { id } } };
    const ask = () => api.post('/api/v1/me/export/{id}/link', link);
    if (what === 'parent') await refused(ask(), platformErrors.stepUpRequired);
    const { url } = await proven(this.#post, person, own, ask);
    const { names, text } = await readExport(new URL(url, this.#target.url));
    for (const [canary, word] of [...canaries, ...sealed]) {
      this.#must(text.includes(word.toLowerCase()), `${canary} is not in the export`);
    }
    for (const [canary, word] of [...withheld, ...passing]) {
      this.#must(!text.includes(word.toLowerCase()), `${canary} is in the export`);
    }
    if (what === 'tutor') {
      this.#must(names.includes('profile/photo.webp'), 'the photo is not in the export');
    } else {
      this.#must(ms < EXPORT_MS, `the export of ${BOOKINGS} bookings took ${ms.toFixed(0)} ms`);
      this.#must(grownMb < EXPORT_MB, `the export took ${grownMb.toFixed(0)} MB of memory`);
      const rows = text.match(/"to_state":"completed"/g)?.length ?? 0;
      this.#must(rows === BOOKINGS, `${rows} of ${BOOKINGS} bookings are in the export`);
    }
    this.#progress.say(
      `export of the ${what}: ${names.length} files, ${(text.length / 1e6).toFixed(1)} MB of JSON in ${ms.toFixed(0)} ms, ${grownMb.toFixed(0)} MB more memory`,
    );
  }

  /** Somebody who changes their mind is there as before. */
  async #undone(): Promise<void> {
    const address = freshEmail('undecided');
    const who = { role: 'student', displayName: 'Awa Traoré', locale: 'fr', address } as const;
    const person = await signUp(this.#target, this.#post, who);
    await stepUpByCode(this.#post, person, address);
    const { token } = await person.api.delete('/api/v1/me');
    const letter = await this.#post.waitFor(address, 'link', ({ text }) => text.includes(token));
    assert(letter.text.includes(`/undo-erasure#${token}`), 'the letter has the link');
    const anybody = clientAt(this.#target);
    const body = { token };
    await anybody.post('/api/v1/auth/erasure/undo', { body });
    await refused(anybody.post('/api/v1/auth/erasure/undo', { body }), authErrors.erasureOver);
    const sent = await anybody.post('/api/v1/auth/login/otp', { body: { address } });
    const { code } = await this.#post.code(address);
    const signedIn = await anybody.post('/api/v1/auth/verify', {
      body: { verificationId: sent.verificationId, code },
    });
    this.#must(signedIn.user.id === person.id, 'whoever undid it is not there as before');
  }

  async #erase({ person, own }: Marked): Promise<string> {
    const erase = () => person.api.delete('/api/v1/me');
    return (await proven(this.#post, person, own, erase)).token;
  }

  /** A tutor is found no more and given to nobody, and whoever booked them has their money back. */
  async #goneAtOnce({ person }: Marked, stranger: Person): Promise<void> {
    const began = Date.now();
    await eventually(async () => {
      const { items } = await stranger.api.get('/api/v1/bookings', {
        params: { query: { limit: 10 } },
      });
      const states = items.map(({ state }) => state);
      assert(
        states.every((state) => ['canceled', 'refunded'].includes(state)),
        states.join(),
      );
      const query = { subject: 'maths', limit: 100 };
      for await (const hit of stranger.api.pages('/api/v1/search/tutors', { params: { query } })) {
        assert.notEqual(hit.providerId, person.id, 'the tutor is found');
      }
    }, GONE_MS);
    this.#progress.say(
      `closed: found no more, and lessons cancelled, after ${Date.now() - began} ms`,
    );
  }

  async #erased(token: string): Promise<Erasure> {
    const anybody = clientAt(this.#target);
    return eventually(async () => {
      const erasure = await anybody.post('/api/v1/auth/erasure', { body: { token } });
      assert.equal(erasure.state, 'done', `${erasure.state}, ${erasure.percent} %`);
      return erasure;
    }, ERASED_MS);
  }

  /** @returns how many canaries were found, wherever */
  async #search(marked: readonly Marked[], after: Date): Promise<number> {
    const { infrastructure, databases, logs, urls } = this.#platform;
    const canaries = allOf(marked);
    const theirs = new Set(marked.flatMap(({ addresses }) => addresses));
    // What was due for deletion goes within a look of its queue.
    await eventually(async () => {
      const { found } = await searchFolder('objects', this.#objects, canaries);
      assert.equal(found.length, 0);
    }, 20_000).catch(() => undefined);
    const letters = [
      await searchLetters('e-mails', urls.mailbox!, { after, theirs, canaries }),
      await searchLetters('text messages', urls.sms!, { after, theirs, canaries }),
    ];
    const all: Searched[] = [
      await searchDatabase(databases.adminUrl, canaries),
      await searchFolder('objects', this.#objects, canaries),
      await searchRedis(infrastructure.redisUrl, canaries),
      await searchStreams(infrastructure.natsUrl, canaries),
      await searchFolder('logs', logs, canaries),
      ...letters,
    ];
    for (const { what, count, found } of all) {
      this.#progress.say(`${count} ${what}: ${found.length} canaries`);
      for (const { place, canary } of found) this.#must(false, `${canary} in ${place}`);
    }
    const delivered = letters.reduce((sum, { before }) => sum + before, 0);
    this.#progress.say(
      `  kept: ${delivered} messages that were delivered to others before, which are in their hands`,
    );
    return all.reduce((sum, { found }) => sum + found.length, 0);
  }
}

const allOf = (marked: readonly Marked[]) =>
  new Map(
    marked.flatMap(({ canaries, sealed, withheld = [], passing = [] }) => [
      ...[...canaries, ...sealed, ...withheld, ...passing],
    ]),
  );

/** What stays, and why, of all receipts together. */
function keptOf(erasures: readonly Erasure[]): string[] {
  const kept = erasures.flatMap(({ receipts }) =>
    receipts.flatMap(({ service, kept: rows }) => rows.map((one) => ({ service, ...one }))),
  );
  return [...Map.groupBy(kept, ({ service, what }) => `${service}.${what}`)].map(
    ([what, rows]) =>
      `${rows.reduce((sum, one) => sum + one.rows, 0)} rows of ${what}. ${rows[0]!.why}`,
  );
}
