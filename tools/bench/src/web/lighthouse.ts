import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

/** Its own package and lock file: 110 MB, which nobody needs to start or to test the platform. */
const SOURCE = resolve(import.meta.dirname, '../../lighthouse');
/** A page takes ten seconds on two free cores. */
const PATIENCE_MS = 180_000;
const run = promisify(execFile);

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
export type LighthouseCategory = (typeof CATEGORIES)[number];

const Category = z.object({
  /** 0 to 1. */
  score: z.number(),
  auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })),
});
/** The part of its report that we read. */
const Report = z.object({
  runtimeError: z.object({ message: z.string() }).optional(),
  categories: z.record(z.enum(CATEGORIES), Category),
  audits: z.record(
    z.string(),
    z.object({
      title: z.string(),
      score: z.number().nullable(),
      displayValue: z.string().optional(),
    }),
  ),
});

export interface LighthouseResult {
  /** 0 to 100. */
  readonly scores: Readonly<Record<LighthouseCategory, number>>;
  /** What costs points, in words. */
  readonly costs: readonly string[];
}

/** Judges pages as its throttled phone sees them: developer.chrome.com/docs/lighthouse */
export class Lighthouse {
  readonly #program: string;
  readonly #chromium: string;

  private constructor(program: string, chromium: string) {
    this.#program = program;
    this.#chromium = chromium;
  }

  /**
   * Takes the one in the data folder, or installs it there.
   *
   * @param chromium program that it drives
   * @throws Error of npm when it cannot be installed
   */
  static async install(
    dataDir: string,
    chromium: string,
    say: (line: string) => void,
  ): Promise<Lighthouse> {
    const folder = resolve(dataDir, 'lighthouse');
    const program = join(folder, 'node_modules/lighthouse/cli/index.js');
    const stamp = join(folder, '.installed');
    const wanted = readFileSync(join(SOURCE, 'package-lock.json'), 'utf8');
    if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
      say('Installing Lighthouse');
      mkdirSync(folder, { recursive: true });
      for (const file of ['package.json', 'package-lock.json']) {
        cpSync(join(SOURCE, file), join(folder, file));
      }
      const quietly = ['--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund'];
      await run('npm', ['ci', ...quietly], { cwd: folder });
      writeFileSync(stamp, wanted);
    }
    return new Lighthouse(program, chromium);
  }

  /** @throws Error when the page could not be judged */
  async judge(address: string): Promise<LighthouseResult> {
    const { stdout } = await run(process.execPath, [this.#program, address, ...OPTIONS], {
      env: { ...process.env, CHROME_PATH: this.#chromium },
      maxBuffer: 2 ** 27,
      timeout: PATIENCE_MS,
    });
    const { runtimeError, categories, audits } = Report.parse(JSON.parse(stdout));
    if (runtimeError) throw new Error(`${address}: ${runtimeError.message}`);
    const weighty = Object.values(categories).flatMap(({ auditRefs }) =>
      auditRefs.filter(({ weight }) => weight > 0),
    );
    const costs = weighty.flatMap(({ id }) => {
      const { title, score, displayValue = '' } = audits[id]!;
      return score === null || score >= 0.9 ? [] : [`${title} ${displayValue}`.trim()];
    });
    const scores = CATEGORIES.map((name) => [name, Math.round(categories[name].score * 100)]);
    return { scores: Object.fromEntries(scores) as LighthouseResult['scores'], costs };
  }
}

const OPTIONS = [
  '--output=json',
  '--quiet',
  '--no-enable-error-reporting',
  `--only-categories=${CATEGORIES.join()}`,
  // Chromium's sandbox does not start for root, as whom containers run.
  `--chrome-flags=--headless=new${process.getuid?.() === 0 ? ' --no-sandbox' : ''}`,
];
