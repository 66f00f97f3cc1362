import type { z } from 'zod';
import { registerControl, type Controlled } from './control.ts';
import { FaultBoard } from './fault-board.ts';
import { createHttpServer, listen, type AnswerError, type Log } from './http-server.ts';
import { ObjectStore } from './object-store.ts';

export interface SimulatorOptions {
  /** 0 or absent picks a free port. */
  port?: number;
  host?: string;
  /** Absent keeps everything in memory. */
  databaseFile?: string;
  log?: Log;
}

export interface Simulator<Faults extends { seed: number }> {
  /** `http://host:port`, in place of the provider's address. */
  url: string;
  /** The faults in force; the control API changes the same ones. */
  faults: FaultBoard<Faults>;
  close(): Promise<void>;
}

/**
 * What every stand-in for a provider is made of: an HTTP server, a store, faults. A provider adds its
 * routes, what it sends (`Deliveries`), what happens later (`Later`) and what it does with money
 * (`MoneyLog`), then listens.
 */
export function openSimulator<Kinds extends object, Faults extends { seed: number }>(
  options: SimulatorOptions,
  provider: { faults: z.ZodType<Faults>; answerError: AnswerError },
) {
  const { host = '127.0.0.1', port = 0, databaseFile = ':memory:', log = () => {} } = options;
  const store = new ObjectStore<Kinds>(databaseFile);
  const faults = new FaultBoard(provider.faults);
  const server = createHttpServer(provider.answerError, log);
  const closing = new AbortController();

  /** Listens with the control API; `parts` are closed with the server. */
  const start = async (
    parts: Omit<Controlled, 'faults'> & { later?: { close(): void } },
    begin: (url: string) => void = () => {},
  ): Promise<Simulator<Faults>> => {
    registerControl(server, { ...parts, faults });
    const close = async (): Promise<void> => {
      closing.abort();
      parts.later?.close();
      await server.close();
      await parts.deliveries?.close();
      store.close();
    };
    try {
      const url = await listen(server, host, port);
      begin(url);
      parts.deliveries?.wake();
      return { url, faults, close };
    } catch (error) {
      await close();
      throw error;
    }
  };
  return { server, store, faults, log, closing: closing.signal, start };
}
