import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Platform } from '@edu/platform';
import { withPlatform } from '@edu/platform/with-platform';
import type { ClientLog } from '../client-log.ts';
import { openCrowd } from '../crowd.ts';
import { runJourney, type JourneyPlatform } from '../journey.ts';
import { LessonLoad } from '../lesson-load.ts';
import { journeyPlatform } from '../platform-target.ts';
import { raceIsFair, runRace } from '../race.ts';
import { seededRandom } from '@edu/simulators/kit/random';
import { countWrong, settle } from '../settle.ts';
import { isFailure, type Progress, type Proof, type ProofResult } from './proof.ts';

const TUTORS = 4;
const LEARNERS = 60;
/** Each is eight requests or so: about the thirty a second of scenario S-06. */
const LESSONS_PER_SECOND = 4;
/** What is asked within so long of a kill may fail for a moment. */
const RECOVERY_MS = 5_000;
const HOUR = 3_600_000;

/** S-01 and S-06 of the design notes, and the journey before and after. */
export const journeyProof: Proof = {
  summary: 'the main job; 200 for one slot; each service killed while people book and pay',
  run: ({ seed, progress }) => {
    const livekit = { key: 'APIproof', secret: randomBytes(32).toString('hex') };
    const env = {
      LIVEKIT_API_KEY: livekit.key,
      LIVEKIT_API_SECRET: livekit.secret,
      RATE_LIMIT_FACTOR: '1000',
      LOG_LEVEL: 'warn',
    };
    const say = (line: string) => progress.say(line);
    return withPlatform({ env, progress: say, failed: isFailure }, (platform) =>
      new JourneyProof(platform, { ...journeyPlatform(platform), livekit }, seed, progress).run(),
    );
  },
};

class JourneyProof {
  readonly #platform: Platform;
  readonly #target: JourneyPlatform;
  readonly #random: () => number;
  readonly #progress: Progress;
  /** When a service was killed, and when it was ready again. */
  readonly #outages: { from: number; to: number }[] = [];

  constructor(platform: Platform, target: JourneyPlatform, seed: number, progress: Progress) {
    this.#platform = platform;
    this.#target = target;
    this.#random = seededRandom(seed);
    this.#progress = progress;
  }

  async run(): Promise<ProofResult> {
    await this.#journey('before');
    const race = await runRace(this.#target);
    this.#progress.say(
      `200 students, one slot: ${race.won} × 201, ${race.refused} × 409, ${race.serverErrors} × 5xx, ${race.other} other (p50 ${race.p50Ms.toFixed(0)} ms, p95 ${race.p95Ms.toFixed(0)} ms)`,
    );
    const load = await this.#prepareLoad();
    load.start();
    await sleep(2_000);
    const kills = await this.#killEach(load);
    await load.stop();
    const { begun, outcome, log } = load;
    this.#progress.say(
      `${begun} lessons begun, ${outcome.done} done (${outcome.contested} contested, ${outcome.canceled} canceled), ${log.requests} requests`,
    );
    for (const failure of outcome.failures) this.#progress.say(`  failed: ${failure}`);
    await this.#journey('after');
    const verdicts = await settle(this.#platform, log.claims, this.#progress);
    const strays = this.#strays(log);

    const { wrong, summary } = countWrong(verdicts);
    return {
      holds: wrong + outcome.failures.length === 0 && raceIsFair(race) && outcome.done === begun,
      summary: [
        `${begun + 2} journeys`,
        `${kills} kills`,
        summary,
        `${outcome.failures.length} failed`,
        `${log.troubles.length} retries (${strays} outside of kills)`,
        `race ${race.won} of ${race.runners}`,
      ].join(', '),
    };
  }

  async #journey(when: string): Promise<void> {
    const { steps, totalMs } = await runJourney(this.#target);
    this.#progress.say(`journey ${when}: ${steps.length} steps in ${totalMs.toFixed(0)} ms`);
  }

  async #prepareLoad(): Promise<LessonLoad> {
    return new LessonLoad({
      url: this.#target.url,
      stripeUrl: this.#target.urls.stripe,
      ...(await openCrowd(this.#target, { tutors: TUTORS, learners: LEARNERS })),
      perSecond: LESSONS_PER_SECOND,
      from: new Date(Math.ceil(Date.now() / HOUR) * HOUR + HOUR),
      random: this.#random,
    });
  }

  /** Each service is killed once, at a random moment, and has to come back by itself. */
  async #killEach(load: LessonLoad): Promise<number> {
    const names = this.#platform.services.map(({ name }) => name).sort();
    for (const name of names) {
      await sleep(500 + 1_500 * this.#random());
      const [begun, done] = [load.begun, load.outcome.done];
      const from = Date.now();
      const before = this.#platform.restartCount(name);
      await this.#platform.kill(name);
      await this.#platform.untilReady(name);
      const to = Date.now();
      this.#outages.push({ from, to: Math.max(to, from + RECOVERY_MS) });
      await sleep(2_500);
      const restarts = this.#platform.restartCount(name) - before;
      if (restarts !== 1) throw new Error(`${name} was started again ${restarts} times`);
      this.#progress.say(
        `${name} killed: ready again after ${to - from} ms; meanwhile ${load.begun - begun} lessons begun, ${load.outcome.done - done} done`,
      );
    }
    return names.length;
  }

  /** Tries that went wrong at a time when no service was down. */
  #strays({ troubles }: ClientLog): number {
    const strays = troubles.filter(
      (trouble) => !this.#outages.some(({ from, to }) => trouble.from <= to && from <= trouble.to),
    );
    for (const { request, what } of strays.slice(0, 10)) {
      this.#progress.say(`  outside of kills: ${request} ${what}`);
    }
    return strays.length;
  }
}
