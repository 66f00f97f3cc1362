import { setTimeout as sleep } from 'node:timers/promises';
import type { Platform } from '@edu/platform';
import { withPlatform } from '@edu/platform/with-platform';
import { openCrowd, type Crowd } from '../crowd.ts';
import type { JourneyPlatform } from '../journey.ts';
import { LessonLoad } from '../lesson-load.ts';
import { freezeServer, stopServer, type ServerName } from '../outage.ts';
import { ProbeRound, type Probed } from '../probe-round.ts';
import { journeyPlatform } from '../platform-target.ts';
import { seededRandom } from '@edu/simulators/kit/random';
import { countWrong, settle } from '../settle.ts';
import { isFailure, type Progress, type Proof, type ProofResult } from './proof.ts';

const CROWD = { tutors: 4, learners: 30 };
const LESSONS_PER_SECOND = 2;
const PROBE_EVERY_MS = 500;
/** From the moment that the server answers again until everything does. */
const RECOVERY_MS = 5_000;
/**
 * Between two outages: longer than a client waits where it is asked to come again in 2 s, so that each
 * waiting call gets a try. In shorter ones some find every server down in turn until their 30 s are over.
 */
const CALM_MS = 4_000;
const HOUR = 3_600_000;

interface Outage {
  readonly what: string;
  readonly server: ServerName;
  readonly how: 'stopped' | 'frozen';
  readonly lastsMs: number;
  /** Answers come within this time. */
  readonly answersInMs: number;
  /** Beside a proper answer; each says when to try again. */
  readonly mayAnswer: readonly number[];
}

/** The slowest answer to a request whose work is done in Redis' absence. */
const SLOWER_MS = 1_500;
/** Nobody waits longer for the platform; see libs/http. */
const DEADLINE_MS = 10_500;

const OUTAGES: readonly Outage[] = [
  { server: 'redis', how: 'stopped', lastsMs: 6_000, answersInMs: SLOWER_MS, mayAnswer: [] },
  { server: 'redis', how: 'frozen', lastsMs: 6_000, answersInMs: SLOWER_MS, mayAnswer: [] },
  { server: 'nats', how: 'stopped', lastsMs: 6_000, answersInMs: 2_000, mayAnswer: [503] },
  { server: 'postgres', how: 'stopped', lastsMs: 6_000, answersInMs: 2_000, mayAnswer: [503] },
  {
    server: 'nats',
    how: 'frozen',
    lastsMs: 10_000,
    answersInMs: DEADLINE_MS,
    mayAnswer: [503, 504],
  },
  {
    server: 'postgres',
    how: 'frozen',
    lastsMs: 10_000,
    answersInMs: DEADLINE_MS,
    mayAnswer: [503, 504],
  },
].map((outage) => ({ ...outage, what: `${outage.server} ${outage.how}` }) as Outage);

/** The servers go one after the other, while people book and pay. */
export const outageProof: Proof = {
  summary: 'Redis, NATS and PostgreSQL stopped and frozen: bounded answers, recovery, nothing lost',
  run: ({ seed, progress }) => {
    const env = { RATE_LIMIT_FACTOR: '1000', LOG_LEVEL: 'warn' };
    const say = (line: string) => progress.say(line);
    return withPlatform({ env, progress: say, failed: isFailure }, (platform) =>
      new OutageProof(platform, seed, progress).run(),
    );
  },
};

class OutageProof {
  readonly #platform: Platform;
  readonly #target: JourneyPlatform;
  readonly #seed: number;
  readonly #progress: Progress;
  #bad = 0;

  constructor(platform: Platform, seed: number, progress: Progress) {
    this.#platform = platform;
    this.#target = journeyPlatform(platform);
    this.#seed = seed;
    this.#progress = progress;
  }

  async run(): Promise<ProofResult> {
    const crowd = await openCrowd(this.#target, CROWD);
    const probe = new ProbeRound(this.#target.url, crowd);
    const load = this.#load(crowd);
    load.start();
    await sleep(2_000);
    let slowestRecovery = 0;
    for (const outage of OUTAGES) {
      slowestRecovery = Math.max(slowestRecovery, await this.#suffer(outage, probe));
      await sleep(CALM_MS);
    }
    await load.stop();
    await probe.close();
    const { begun, outcome, log } = load;
    this.#progress.say(`${begun} lessons begun, ${outcome.done} done, ${log.requests} requests`);
    for (const failure of outcome.failures) this.#progress.say(`  failed: ${failure}`);
    const improper = log.troubles.filter(({ what }) => !/^(503|504|409)$/.test(what));
    for (const { request, what } of improper.slice(0, 10)) {
      this.#progress.say(`  improper: ${request} ${what}`);
    }
    const restarts = this.#platform.services.reduce((sum, service) => sum + service.restarts, 0);
    const { wrong, summary } = countWrong(await settle(this.#platform, log.claims, this.#progress));
    const failures = this.#bad + improper.length + outcome.failures.length + restarts + wrong;
    return {
      holds: failures === 0 && slowestRecovery <= RECOVERY_MS && outcome.done === begun,
      summary: [
        `${OUTAGES.length} outages`,
        `${this.#bad + improper.length} improper answers`,
        `${restarts} restarts`,
        `slowest recovery ${(slowestRecovery / 1_000).toFixed(1)} s`,
        `${outcome.done} of ${begun} lessons`,
        summary,
      ].join(', '),
    };
  }

  #load(crowd: Crowd): LessonLoad {
    return new LessonLoad({
      url: this.#target.url,
      stripeUrl: this.#target.urls.stripe,
      ...crowd,
      perSecond: LESSONS_PER_SECOND,
      from: new Date(Math.ceil(Date.now() / HOUR) * HOUR + HOUR),
      random: seededRandom(this.#seed),
    });
  }

  /** @returns milliseconds from the end of the outage until everything answered as it should */
  async #suffer(outage: Outage, probe: ProbeRound): Promise<number> {
    const { server, how, lastsMs } = outage;
    const rounds: Promise<Probed[]>[] = [];
    const until = Date.now() + lastsMs;
    const starting =
      how === 'stopped' ? stopServer(this.#platform, server) : freezeServer(this.#platform, server);
    while (Date.now() < until) {
      rounds.push(probe.ask());
      await sleep(PROBE_EVERY_MS);
    }
    await (
      await starting
    )();
    const back = Date.now();
    while (!(await probe.ask()).every(({ ok }) => ok)) {
      if (Date.now() - back > 4 * RECOVERY_MS) throw new Error(`no recovery from ${outage.what}`);
      await sleep(100);
    }
    const recovery = Date.now() - back;
    const answers = (await Promise.all(rounds)).flat();
    const bad = answers.filter((answer) => !isProper(answer, outage));
    this.#bad += bad.length;
    this.#progress.say(
      `${outage.what}: ${describe(answers)}; healthy ${(recovery / 1_000).toFixed(1)} s after its end`,
    );
    for (const { request, status, ms } of bad.slice(0, 8)) {
      this.#progress.say(`  improper: ${request} ${status} after ${ms} ms`);
    }
    return recovery;
  }
}

function isProper({ ok, status, retryAfter, ms }: Probed, outage: Outage): boolean {
  const asksLater = outage.mayAnswer.includes(status) && retryAfter !== undefined;
  return ms <= outage.answersInMs && (ok || asksLater);
}

/** `84 × 503, 6 × 200, slowest 12 ms`. */
function describe(answers: readonly Probed[]): string {
  const counts = Object.entries(Object.groupBy(answers, ({ status }) => status));
  return [
    ...counts.map(([status, same]) => `${same!.length} × ${status}`),
    `slowest ${Math.max(...answers.map(({ ms }) => ms))} ms`,
  ].join(', ');
}
