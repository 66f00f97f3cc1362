import { resolve } from 'node:path';
import { ensureBuilt, type Build } from '@edu/build';
import { API_PREFIX } from '@edu/contract-kit';
import { generateClients, workspaceServices } from '@edu/database';
import { startInfrastructure, type Infrastructure, type LiveKitServer } from '@edu/infrastructure';
import { keepStreams } from '@edu/streams';
import { prepareDatabases, type Databases } from './databases.ts';
import type { Endings } from './endings.ts';
import { PlatformError, reasonOf } from './platform-error.ts';
import { loadSecrets, type Secrets } from './secrets.ts';
import { allSettled, type Steps } from './steps.ts';

export interface GroundOptions {
  /** Where the platform will answer. */
  readonly port: number;
  readonly dataDir: string;
  readonly only?: readonly string[];
  readonly throwaway: boolean;
  readonly classrooms?: boolean;
  readonly template?: string;
  readonly env: NodeJS.ProcessEnv;
  readonly progress: (line: string) => void;
}

/** What services stand on: servers, bundles, secrets, a migrated database. */
export interface Ground {
  readonly infrastructure: Infrastructure;
  readonly build: Build;
  readonly secrets: Secrets;
  readonly databases: Databases;
  readonly livekit: LiveKitServer | undefined;
}

export async function prepareGround(
  options: GroundOptions,
  steps: Steps,
  endings: Endings,
): Promise<Ground> {
  const { dataDir, only, throwaway, template, env, progress } = options;
  const [infrastructure, build] = await allSettled([
    startInfrastructure({ dataDir, env, progress, throwaway }).then((started) => {
      endings.add((say) => {
        say('Stopping PostgreSQL, Redis and NATS');
        return started.stop();
      });
      return started;
    }),
    steps.run(
      'Building the services',
      () => buildBundles(only),
      ({ fresh }) => (fresh ? 'Services built' : undefined),
    ),
  ]);
  // Not earlier: by now the folder is locked for this process.
  const secrets = loadSecrets(resolve(dataDir));
  const [databases, livekit] = await allSettled([
    steps
      .run(
        'Preparing the database',
        () =>
          prepareDatabases(
            workspaceServices().filter(({ name }) => build.services.includes(name)),
            infrastructure,
            { secret: secrets.DATABASE_ROLE_SECRET, throwaway, ...(template && { template }) },
          ),
        ({ migrated }) => (migrated > 0 ? `${migrated} migrations applied` : undefined),
      )
      .then((prepared) => {
        endings.add(() => prepared.drop());
        return prepared;
      }),
    options.classrooms && build.services.includes('session')
      ? infrastructure.startLiveKit({
          apiKey: env['LIVEKIT_API_KEY'] || secrets.LIVEKIT_API_KEY,
          apiSecret: env['LIVEKIT_API_SECRET'] || secrets.LIVEKIT_API_SECRET,
          webhookUrl: `http://127.0.0.1:${options.port}${API_PREFIX}/sessions/webhooks/livekit`,
        })
      : undefined,
  ]);
  const release = await keepStreams({ natsUrl: infrastructure.natsUrl }, progress);
  endings.add(async () => release());
  return { infrastructure, build, secrets, databases, livekit };
}

async function buildBundles(only?: readonly string[]): Promise<Build> {
  try {
    await generateClients();
    return await ensureBuilt(only);
  } catch (cause) {
    throw new PlatformError(`The services could not be built: ${reasonOf(cause)}`, {
      todo: 'correct what it names; npm run check shows all of it; --only leaves services out',
      cause,
    });
  }
}
