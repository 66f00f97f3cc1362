import { dataFolderOf } from '@edu/infrastructure';
import { parseArgs } from 'node:util';
import { SIMULATORS } from '@edu/simulators/definitions';
import { PlatformError } from './platform-error.ts';

export const HELP = `Starts EduConnect on this machine.

  npm start -- [options]

  --only booking,payment   these services and the gateway, without demo data
  --no-demo                no demo data
  --processes              each service in its own process, as in production
  --reset                  delete all data of the platform first
  --help                   this text

  PORT                     where the gateway listens (8080)
  EDU_DATA_DIR             folder of data, logs and generated secrets (.data)
  EDU_POSTGRES_URL, EDU_REDIS_URL, EDU_NATS_URL
                           servers to use in place of private ones
  ${SIMULATORS.map(({ realAccount }) => realAccount).join(', ')}
                           real accounts to use in place of the simulators

Ctrl-C drains the services and ends everything; a second Ctrl-C does not wait.
`;

export interface CliOptions {
  readonly help: boolean;
  readonly only: readonly string[] | undefined;
  readonly demo: boolean;
  readonly processes: boolean;
  readonly reset: boolean;
  readonly port: number;
  readonly dataDir: string;
}

/** @throws PlatformError that names what is wrong */
export function parseCli(args: readonly string[], env: NodeJS.ProcessEnv): CliOptions {
  const { values } = parse(args);
  const only = values.only?.split(',').flatMap((name) => name.trim() || []);
  if (only?.length === 0) throw misused('--only names no service');
  return {
    help: values.help,
    only,
    demo: values.demo,
    processes: values.processes,
    reset: values.reset,
    port: parsePort(env['PORT']),
    dataDir: dataFolderOf(env),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowNegative: true,
      options: {
        only: { type: 'string' },
        demo: { type: 'boolean', default: true },
        processes: { type: 'boolean', default: false },
        reset: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw misused(error instanceof Error ? error.message.split('. ')[0]! : String(error));
  }
}

function parsePort(text: string | undefined): number {
  if (!text) return 8080;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw misused(`PORT is '${text}', which is no port`);
}

function misused(what: string): PlatformError {
  return new PlatformError(what, { todo: 'npm start -- --help lists the options' });
}
