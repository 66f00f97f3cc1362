import { dataFolderOf } from '@edu/infrastructure';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { API_PREFIX, routerPath } from '@edu/contract-kit';
import type { Platform } from '@edu/platform';
import { withPlatform } from '@edu/platform/with-platform';
import { memoryTokens, tokenSession } from '@edu/client';
import { authRpc } from '@edu/contracts-auth';
import { clientAt } from '../gateway-client.ts';
import {
  Schemathesis,
  SchemathesisNotThere,
  type SchemathesisResult,
} from '../api/schemathesis.ts';
import { isFailure, type Progress, type Proof, type ProofResult } from './proof.ts';

const MAX_EXAMPLES = 10;
/** It never ends, so there is no answer to compare. */
const STREAM = `${API_PREFIX}/me/notifications/stream`;
/** It would end the session of the run. */
const LOGOUT = routerPath(authRpc.logout.http!.path);

interface Caller {
  readonly who: string;
  readonly token: string | undefined;
}

/** The OpenAPI document against what the platform answers, to nobody and to each role. */
export const apiProof: Proof = {
  summary: 'requests made from the OpenAPI document: no 5xx, no answer that it does not declare',
  run: async ({ seed, progress }) => {
    const say = (line: string) => progress.say(line);
    let schemathesis: Schemathesis;
    try {
      schemathesis = await Schemathesis.install(resolve(dataFolderOf(process.env)));
    } catch (error) {
      if (!(error instanceof SchemathesisNotThere)) throw error;
      return { holds: true, skipped: true, summary: error.message };
    }
    const folder = await mkdtemp(join(tmpdir(), 'educonnect-api-'));
    const env = { RATE_LIMIT_FACTOR: '100000', LOG_LEVEL: 'warn' };
    const options = { env, demo: true, progress: say, failed: isFailure };
    try {
      return await withPlatform(options, (platform) =>
        new ApiProof(platform, schemathesis, folder, seed, progress).run(),
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

class ApiProof {
  readonly #platform: Platform;
  readonly #schemathesis: Schemathesis;
  readonly #folder: string;
  readonly #seed: number;
  readonly #progress: Progress;

  constructor(
    platform: Platform,
    schemathesis: Schemathesis,
    folder: string,
    seed: number,
    progress: Progress,
  ) {
    this.#platform = platform;
    this.#schemathesis = schemathesis;
    this.#folder = folder;
    this.#seed = seed;
    this.#progress = progress;
  }

  async run(): Promise<ProofResult> {
    const callers = [{ who: 'nobody', token: undefined }, ...(await this.#signIn())];
    const results: SchemathesisResult[] = [];
    for (const caller of callers) results.push(await this.#check(caller));
    const sum = (count: (result: SchemathesisResult) => number) =>
      results.reduce((all, result) => all + count(result), 0);
    const [requests, serverErrors, undeclared] = [
      sum((result) => result.requests),
      sum((result) => result.serverErrors),
      sum((result) => result.undeclared),
    ];
    const restarts = this.#platform.services.reduce((all, service) => all + service.restarts, 0);
    return {
      holds: requests > 0 && serverErrors + undeclared + restarts === 0,
      summary: [
        `${results[0]!.operations} operations`,
        `${callers.length} callers`,
        `${requests} requests`,
        `${serverErrors} × 5xx`,
        `${undeclared} undeclared`,
        `${restarts} restarts`,
      ].join(', '),
    };
  }

  /** One caller of each role, from the demo accounts. */
  async #signIn(): Promise<Caller[]> {
    const callers: Caller[] = [];
    for (const { role, login, password } of this.#platform.demo!.accounts) {
      const tokens = memoryTokens();
      const api = clientAt(this.#platform, { session: tokenSession(tokens) });
      const body = { address: { channel: 'email', email: login }, password } as const;
      await api.post('/api/v1/auth/login', { body });
      callers.push({ who: role, token: tokens.load()!.accessToken });
    }
    return callers;
  }

  async #check({ who, token }: Caller): Promise<SchemathesisResult> {
    const result = await this.#schemathesis.check({
      url: `${this.#platform.url}${API_PREFIX}/openapi.json`,
      token,
      seed: this.#seed,
      maxExamples: MAX_EXAMPLES,
      except: [STREAM, ...(token ? [LOGOUT] : [])],
      report: join(this.#folder, `${who}.json`),
    });
    const { requests, serverErrors, undeclared, text } = result;
    this.#progress.say(
      `${who}: ${requests} requests, ${serverErrors} × 5xx, ${undeclared} undeclared`,
    );
    if (serverErrors + undeclared > 0) this.#progress.say(findingsOf(text));
    return result;
  }
}

/** From its list of failures on. */
function findingsOf(text: string): string {
  return text.slice(Math.max(0, text.search(/=+ (FAILURES|ERRORS) =+/)));
}
