import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dataFolderOf } from '@edu/infrastructure';
import type { JourneyPlatform } from './journey.ts';
import type { LiveKitKey } from './room-token.ts';

/** The platform that `npm start` runs is not there, or not as it is needed; the text is for people. */
export class PlatformNotFound extends Error {
  override readonly name = 'PlatformNotFound';
  /** Nothing answers at all. */
  readonly isAbsent: boolean;

  constructor(message: string, isAbsent = false) {
    super(message);
    this.isAbsent = isAbsent;
  }
}

type SimulatorName = 'mailbox' | 'sms' | 'stripe' | 'pawapay';

/**
 * Finds the platform that runs on this machine: its gateway at `PORT`, the simulators' ports and the
 * LiveKit key in its data folder `EDU_DATA_DIR`.
 *
 * @throws PlatformNotFound
 */
export async function findPlatform(env: NodeJS.ProcessEnv): Promise<JourneyPlatform> {
  const url = `http://127.0.0.1:${env['PORT'] || '8080'}`;
  const prefix = ['PORT', 'EDU_DATA_DIR'].flatMap((name) =>
    env[name] ? [`${name}=${env[name]} `] : [],
  );
  if (!(await answers(`${url}/health/ready`))) {
    throw new PlatformNotFound(
      `No platform answers at ${url}. Start it first, in another terminal: ${prefix.join('')}npm start`,
      true,
    );
  }
  const urls = {
    mailbox: await simulatorAt(env, 'mailbox'),
    sms: await simulatorAt(env, 'sms'),
    stripe: await simulatorAt(env, 'stripe'),
  };
  const secrets = readJson<string>(join(resolve(dataFolderOf(env)), 'secrets.json'));
  return { url, urls, livekit: livekitKey(env, secrets) };
}

/** Where a simulator of that platform is. @throws PlatformNotFound */
export async function simulatorAt(env: NodeJS.ProcessEnv, name: SimulatorName): Promise<string> {
  const dataDir = resolve(dataFolderOf(env));
  const ports = readJson<number>(join(dataDir, 'run/ports.json'));
  const simulator = `http://127.0.0.1:${ports[name]}`;
  if (ports[name] && (await answers(`${simulator}/_control`))) return simulator;
  throw new PlatformNotFound(
    `The ${name} simulator of ${dataDir} does not answer: the journey reads codes and pays there. ` +
      'Start the platform without real accounts, and set PORT and EDU_DATA_DIR here as there.',
  );
}

function livekitKey(
  env: NodeJS.ProcessEnv,
  secrets: Readonly<Record<string, string>>,
): LiveKitKey | undefined {
  const { LIVEKIT_API_KEY: key, LIVEKIT_API_SECRET: secret } = env['LIVEKIT_API_KEY']
    ? env
    : secrets;
  return key && secret ? { key, secret } : undefined;
}

function readJson<T>(path: string): Record<string, T> {
  if (!existsSync(path)) return {};
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, T>;
}

async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(3_000) }).then(
    (response) => response.ok,
    () => false,
  );
}
