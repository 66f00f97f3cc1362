import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SIMULATORS, type SimulatorName } from './definitions.ts';
import type { Log } from './kit/http-server.ts';

export { SoftwareAuthenticator } from './authenticator/software-authenticator.ts';
export { startClamdSimulator } from './clamd/clamd-simulator.ts';
export type { ClamdSimulator } from './clamd/clamd-simulator.ts';
export { startLiveKitSimulator } from './livekit/livekit-simulator.ts';
export type { LiveKitSimulator } from './livekit/livekit-simulator.ts';
export { startMailbox } from './mailbox/mailbox.ts';
export type { Mailbox, MailboxOptions } from './mailbox/mailbox.ts';
export {
  startNominatimSimulator,
  type NominatimSimulator,
} from './nominatim/nominatim-simulator.ts';
export { agreeAt, type IssuerPerson } from './oidc/agree-at.ts';
export { startOidcSimulator } from './oidc/oidc-simulator.ts';
export type { OidcSimulator } from './oidc/oidc-simulator.ts';
export { startSmileIdSimulator, type SmileIdSimulator } from './smile-id/smile-id-simulator.ts';
export { startSmsSimulator } from './twilio/twilio-simulator.ts';
export type { SmsSimulator, SmsSimulatorOptions } from './twilio/twilio-simulator.ts';
export { formatInstant, html, page, table } from './kit/html.ts';
export { startTraceCollector } from './traces/trace-collector.ts';
export type { TraceCollector } from './traces/trace-collector.ts';
export { isFromOwnPages } from './kit/own-pages.ts';
export { spansIn, type CollectedSpan, type OtlpBody } from './traces/otlp-spans.ts';
export type { MoneyEntry } from './kit/money-log.ts';

export interface SimulatorsOptions {
  /** Folder of their database files; absent keeps everything in memory. */
  readonly dataDir?: string;
  readonly host?: string;
  /** A port by its name; 0 picks a free one. */
  readonly port: (name: string, declared: number) => number | Promise<number>;
  readonly secrets: Readonly<Record<string, string>>;
  /** Address of the platform, for webhooks; null: they are listed but not sent. */
  readonly platformUrl: string | null;
  /** Whether the variable that names a real account is set: then its provider is not simulated. */
  readonly isSet?: (variable: string) => boolean;
  readonly log?: Log;
}

export interface Simulators {
  /** Addresses of their pages, of those that were started. */
  readonly urls: Readonly<Partial<Record<SimulatorName, string>>>;
  /** Variables that lead services to them, with the secrets that they share. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * Starts the simulators together. Refuses in production mode; when one cannot start, those that did
 * are stopped and the reason is thrown.
 */
export async function startSimulators(options: SimulatorsOptions): Promise<Simulators> {
  if (process.env['NODE_ENV'] === 'production') {
    throw new Error('The provider simulators do not run with NODE_ENV=production.');
  }
  const { dataDir, log, host = '127.0.0.1', platformUrl, isSet = () => false } = options;
  if (dataDir) mkdirSync(dataDir, { recursive: true });
  const started: { close(): Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    await Promise.allSettled(started.map((simulator) => simulator.close()));
  };
  const urls: Partial<Record<SimulatorName, string>> = {};
  const env: Record<string, string> = {};
  try {
    for (const definition of SIMULATORS.filter(({ realAccount }) => !isSet(realAccount))) {
      const { name } = definition;
      const ports: Record<string, number> = {};
      for (const [port, declared] of Object.entries(definition.ports)) {
        ports[port] = await options.port(port, declared);
      }
      const secrets = Object.fromEntries(
        Object.keys(definition.secrets).map((variable) => [variable, options.secrets[variable]!]),
      );
      const simulator = await definition.start({
        host,
        ports,
        secrets,
        platformUrl,
        ...(dataDir && { databaseFile: join(dataDir, `${name}.sqlite`) }),
        ...(log && { log: (message: string) => log(`${name}: ${message}`) }),
      });
      started.push(simulator);
      const { endpoints } = simulator;
      urls[name] = `http://${endpoints[name]!}`;
      Object.assign(env, definition.env(endpoints, endpoints), secrets);
    }
    return { urls, env, close };
  } catch (error) {
    await close();
    throw error;
  }
}
