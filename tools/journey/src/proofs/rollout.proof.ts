import { setTimeout as sleep } from 'node:timers/promises';
import type { Platform } from '@edu/platform';
import { withPlatform } from '@edu/platform/with-platform';
import { openCrowd } from '../crowd.ts';
import { inParallel } from '../in-parallel.ts';
import type { JourneyPlatform } from '../journey.ts';
import { MixedLoad } from '../mixed-load.ts';
import { openLesson } from '../open-lesson.ts';
import { journeyPlatform } from '../platform-target.ts';
import { seededRandom } from '@edu/simulators/kit/random';
import { countWrong, settle } from '../settle.ts';
import { isFailure, type Progress, type Proof, type ProofResult } from './proof.ts';

const REQUESTS_PER_SECOND = 50;
const ROUNDS = 2;
const CROWD = { tutors: 4, learners: 60 };
/** A cluster waits 30 s or so before it kills. */
const MAX_EXIT_MS = 25_000;
/** More than the ingress needs to see that a gateway is not ready any more. */
const DRAIN_DELAY_MS = 2_000;
const HOUR = 3_600_000;

/** A rolling restart of everything, as in a cluster: surge of one, nothing unavailable. */
export const rolloutProof: Proof = {
  summary: 'each service in turn replaced under 50 requests a second, twice, without one failure',
  run: ({ seed, progress }) => {
    const env = {
      RATE_LIMIT_FACTOR: '1000',
      LOG_LEVEL: 'warn',
      DRAIN_DELAY_MS: String(DRAIN_DELAY_MS),
    };
    const say = (line: string) => progress.say(line);
    return withPlatform({ env, ingress: true, progress: say, failed: isFailure }, (platform) =>
      new RolloutProof(platform, seed, progress).run(),
    );
  },
};

class RolloutProof {
  readonly #platform: Platform;
  readonly #target: JourneyPlatform;
  readonly #seed: number;
  readonly #progress: Progress;

  constructor(platform: Platform, seed: number, progress: Progress) {
    this.#platform = platform;
    this.#target = journeyPlatform(platform);
    this.#seed = seed;
    this.#progress = progress;
  }

  async run(): Promise<ProofResult> {
    const load = await this.#prepareLoad();
    const began = Date.now();
    load.start();
    await sleep(1_000);
    const exits: { ms: number; code: number | null }[] = [];
    for (let round = 0; round < ROUNDS; round++) exits.push(...(await this.#rollEach(load)));
    await sleep(1_000);
    await load.stop();
    const seconds = (Date.now() - began) / 1_000;
    for (const { request, what } of load.log.troubles.slice(0, 20)) {
      this.#progress.say(`  failed: ${request} ${what}`);
    }
    const webhooks = await this.#lateWebhooks();
    const { wrong, summary } = countWrong(
      await settle(this.#platform, load.log.claims, this.#progress),
    );
    const failed = load.log.troubles.length;
    const slowest = Math.max(...exits.map(({ ms }) => ms));
    const unclean = exits.filter(({ ms, code }) => code !== 0 || ms > MAX_EXIT_MS).length;
    return {
      holds: failed + webhooks + wrong + unclean === 0 && load.confirmed > 0,
      summary: [
        `${exits.length} processes replaced`,
        `${load.log.requests} requests (${(load.log.requests / seconds).toFixed(0)}/s)`,
        `${failed} failed`,
        `slowest answer ${load.slowestMs} ms`,
        `${load.confirmed} lessons confirmed`,
        `${webhooks} webhooks sent again`,
        `slowest exit ${(slowest / 1_000).toFixed(1)} s`,
        `${unclean} unclean`,
        summary,
      ].join(', '),
    };
  }

  async #prepareLoad(): Promise<MixedLoad> {
    const { url, urls } = this.#target;
    const { tutors, learners } = await openCrowd(this.#target, CROWD);
    const open = await inParallel(tutors.length, tutors.length, async (i) => {
      const learner = learners[i]!;
      const bookingId = await openLesson(this.#target, urls.stripe, tutors[i]!, learner);
      return { bookingId, learner };
    });
    return new MixedLoad({
      url,
      stripeUrl: urls.stripe,
      tutors,
      learners,
      open,
      perSecond: REQUESTS_PER_SECOND,
      from: new Date(Math.ceil(Date.now() / HOUR) * HOUR + 2 * HOUR),
      random: seededRandom(this.#seed),
    });
  }

  async #rollEach(load: MixedLoad): Promise<{ ms: number; code: number | null }[]> {
    const exits: { ms: number; code: number | null }[] = [];
    for (const { name } of [...this.#platform.services].sort(byName)) {
      const [requests, troubles] = [load.log.requests, load.log.troubles.length];
      const { readyMs, exitMs, exitCode } = await this.#platform.roll(name);
      await sleep(500);
      exits.push({ ms: exitMs, code: exitCode });
      this.#progress.say(
        `${name} replaced: ready after ${readyMs.toFixed(0)} ms, the old one gone after ${exitMs.toFixed(0)} ms; ${load.log.requests - requests} requests, ${load.log.troubles.length - troubles} failed`,
      );
    }
    return exits;
  }

  /** Deliveries that the psp had to make more than once. */
  async #lateWebhooks(): Promise<number> {
    const response = await fetch(`${this.#target.urls.stripe}/_control/deliveries?limit=100000`);
    const { data } = (await response.json()) as { data: { attempts: number }[] };
    return data.filter(({ attempts }) => attempts > 1).length;
  }
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}
