import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { platformErrors } from '@edu/contract-kit';
import { renderSVG } from 'uqr';
import { PAPER } from './paper.typ.ts';
import type { PaperView } from './paper-view.ts';
import { WORKER } from './typesetter.worker-source.ts';

/** Who waits longer than these take is better off coming again. */
const MOST_WAITING = 20;
/** A year of lessons, every day several. */
const MOST_ROWS = 4_000;
/** Structure for those who listen: in a longer table it takes ten times as long as all else, and most of the file. */
const MOST_TAGGED_ROWS = 100;
const MAX_MS = 5_000;
/** Without work the thread ends, and gives its memory back. */
const IDLE_MS = 60_000;
/** As base64 in a message of 1 MB. */
const MAX_BYTES = 700_000;

const require = createRequire(import.meta.url);
const folderOf = (manifest: string) => dirname(require.resolve(manifest));

interface Job {
  readonly view: PaperView;
  readonly done: (pdf: Buffer) => void;
  readonly failed: (error: Error) => void;
}

type Answer = { readonly pdf: Uint8Array } | { readonly error: string };

/** The engine would not set it: a letter, say, for which there is no font. */
export class NotSet extends Error {
  override readonly name = 'NotSet';
}

/** Sets paper as PDF/A, a sheet at a time, in a thread that lives as long as there is work. */
@Injectable()
export class Typesetter implements OnModuleDestroy {
  readonly #waiting: Job[] = [];
  #running: Job | undefined;
  #worker: Worker | undefined;
  #timer: NodeJS.Timeout | undefined;

  onModuleDestroy(): void {
    this.#end(new Error('the service stops'));
  }

  /**
   * The same view gives the same bytes.
   *
   * @throws platform.unavailable when too many wait already
   * @throws NotSet when the engine would not
   */
  pdf(view: PaperView): Promise<Buffer> {
    if (view.rows.length > MOST_ROWS) return Promise.reject(new NotSet('too many rows'));
    if (this.#waiting.length >= MOST_WAITING) return Promise.reject(platformErrors.unavailable());
    return new Promise((done, failed) => {
      this.#waiting.push({ view, done, failed });
      this.#next();
    });
  }

  #next(): void {
    if (this.#running) return;
    clearTimeout(this.#timer);
    this.#running = this.#waiting.shift();
    if (!this.#running) {
      this.#timer = setTimeout(() => this.#end(), IDLE_MS).unref();
      return;
    }
    this.#worker ??= this.#start();
    const { view } = this.#running;
    this.#timer = setTimeout(() => this.#end(new NotSet('it took too long')), MAX_MS);
    this.#worker.postMessage({
      source: PAPER,
      inputs: { view: JSON.stringify(view), ...(view.proof && { qr: qrOf(view.proof.url) }) },
      at: Math.floor(Date.parse(view.at) / 1_000),
      pdfTags: view.rows.length <= MOST_TAGGED_ROWS,
    });
  }

  #start(): Worker {
    const worker = new Worker(WORKER, {
      eval: true,
      name: 'typesetter',
      workerData: {
        engine: folderOf('@myriaddreamin/typst-ts-node-compiler/package.json'),
        fonts: [
          folderOf('@expo-google-fonts/noto-sans/package.json'),
          folderOf('@expo-google-fonts/noto-sans-arabic/package.json'),
        ].flatMap((folder) => ['400Regular', '700Bold'].map((weight) => join(folder, weight))),
      },
    });
    worker.unref();
    worker.on('message', (answer: Answer) => this.#answered(worker, answer));
    worker.on('error', (error: Error) => worker === this.#worker && this.#end(error));
    return worker;
  }

  #answered(worker: Worker, answer: Answer): void {
    const job = this.#running;
    if (worker !== this.#worker || !job) return;
    this.#running = undefined;
    if ('error' in answer) job.failed(new NotSet(answer.error));
    else if (answer.pdf.byteLength > MAX_BYTES) job.failed(new NotSet('it is too large'));
    else job.done(Buffer.from(answer.pdf));
    this.#next();
  }

  /** Ends the thread, and the job that it has; those that wait get another one. */
  #end(error?: Error): void {
    clearTimeout(this.#timer);
    void this.#worker?.terminate();
    this.#worker = undefined;
    const job = this.#running;
    this.#running = undefined;
    if (!error) return;
    job?.failed(error);
    this.#next();
  }
}

const qrOf = (url: string) =>
  renderSVG(url, { border: 0, blackColor: '#17251f', whiteColor: '#f3f1e9' });
