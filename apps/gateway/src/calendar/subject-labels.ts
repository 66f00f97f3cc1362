import { Injectable } from '@nestjs/common';
import type { Locale, RpcOutput } from '@edu/contract-kit';
import { searchRpc } from '@edu/contracts-search';
import { RpcClient, type Call } from '@edu/messaging';
import { Log } from '@edu/service';

const KEPT_MS = 3_600_000;
/** A calendar is worth more at once without a subject than late with it. */
const TIMEOUT_MS = 500;
const PAUSE_MS = 5_000;

type Names = RpcOutput<typeof searchRpc.subjects>['items'][number];

/** What subjects are called, as the catalogue says. */
@Injectable()
export class SubjectLabels {
  #known: ReadonlyMap<string, Names> = new Map();
  #askAgainAt = -Infinity;

  constructor(
    private readonly rpc: RpcClient,
    private readonly log: Log,
  ) {}

  /** Answers undefined for what the catalogue does not name, and while it cannot be had. */
  async in(locale: Locale, call: Call): Promise<(subject: string | null) => string | undefined> {
    if (performance.now() >= this.#askAgainAt) await this.#ask(call);
    return (subject) => (subject === null ? undefined : this.#known.get(subject)?.[locale]);
  }

  async #ask(call: Call): Promise<void> {
    this.#askAgainAt = performance.now() + KEPT_MS;
    try {
      const { items } = await this.rpc.call(
        searchRpc.subjects,
        {},
        { call, timeoutMs: TIMEOUT_MS },
      );
      this.#known = new Map(items.map((names) => [names.value, names]));
    } catch (err) {
      this.#askAgainAt = performance.now() + PAUSE_MS;
      this.log.warn({ err }, 'calendars are made without the names of subjects');
    }
  }
}
