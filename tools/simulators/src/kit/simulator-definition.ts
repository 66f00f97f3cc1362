import type { Log } from './http-server.ts';

/** How a generated secret looks; a stand-in refuses one that begins otherwise, as of a real account. */
export interface SecretForm {
  readonly prefix: string;
  /** Random bytes after the prefix, written as hexadecimal digits. */
  readonly bytes: number;
}

/** `host:port` by the name of the port. */
export type Endpoints<Port extends string> = Readonly<Record<Port, string>>;

export interface StartOptions<Port extends string, Secret extends string> {
  readonly host: string;
  readonly ports: Readonly<Record<Port, number>>;
  readonly secrets: Readonly<Record<Secret, string>>;
  /** Absent keeps everything in memory. */
  readonly databaseFile?: string;
  /** Address of the platform that is served; null: webhooks are listed but not sent. */
  readonly platformUrl: string | null;
  readonly log?: Log;
}

export interface Started<Port extends string = string> {
  readonly endpoints: Endpoints<Port>;
  close(): Promise<void>;
}

/** All that the platform has to know of a stand-in for a provider. Read often: it loads no server. */
export interface SimulatorDefinition<
  Name extends string = string,
  Port extends string = string,
  Secret extends string = string,
> {
  /** Also the name of the port of its page, and of its file. */
  readonly name: Name;
  /** What its page is called. */
  readonly label: string;
  /** A variable that only a real account sets: with it nothing is simulated. */
  readonly realAccount: string;
  /** Its ports, and where they are in a container. */
  readonly ports: Readonly<Record<Port, number>>;
  /** Variables that it shares with the services, made at the platform's first start. */
  readonly secrets: Readonly<Record<Secret, SecretForm>>;
  /** Variables that lead services to it, from where services and where people reach its ports. */
  env(services: Endpoints<Port>, people: Endpoints<Port>): Readonly<Record<string, string>>;
  start(options: StartOptions<Port, Secret>): Promise<Started<Port>>;
}

/** Says what a simulator is, with types for its ports and secrets. */
export function defineSimulator<
  const Name extends string,
  const Port extends string,
  const Secret extends string,
>(definition: SimulatorDefinition<Name, Name | Port, Secret>) {
  return definition;
}

/** `host:port` of an address. */
export const endpointOf = (url: string): string => new URL(url).host;
