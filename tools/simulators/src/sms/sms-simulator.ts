import { FaultBoard, registerFaultControl } from '../faults/fault-board.ts';
import { createHttpServer, listen } from '../web/http-server.ts';
import type { Log } from '../web/http-server.ts';
import { registerMessages } from './message-routes.ts';
import { SmsError } from './sms-error.ts';
import { smsFaults } from './sms-faults.ts';
import type { SmsFaultTree } from './sms-faults.ts';
import { registerSmsPages } from './sms-pages.ts';
import { SmsStore } from './sms-store.ts';
import { StatusCallbacks } from './status-callbacks.ts';

export interface SmsSimulatorOptions {
  /** 0 or absent picks a free port. */
  port?: number;
  host?: string;
  accountSid: string;
  authToken: string;
  databaseFile?: string;
  /** Messages kept; the oldest go first. */
  capacity?: number;
  /** Wait before each step from queued to sent to delivered. */
  statusStepMs?: number;
  log?: Log;
}

export interface SmsSimulator {
  /** `http://host:port`, in place of https://api.twilio.com. */
  url: string;
  faults: FaultBoard<SmsFaultTree>;
  close(): Promise<void>;
}

/** Starts a simulator of Twilio's Messages resource that shows the messages instead of sending. */
export async function startSmsSimulator(options: SmsSimulatorOptions): Promise<SmsSimulator> {
  const { accountSid, authToken, host = '127.0.0.1', log = () => {} } = options;
  const store = new SmsStore(options.databaseFile ?? ':memory:', options.capacity ?? 2_000);
  const faults = new FaultBoard(smsFaults);
  const stepMs = options.statusStepMs ?? 200;
  const callbacks = new StatusCallbacks(store, { accountSid, authToken, stepMs, log });
  const server = createHttpServer((reply, status, message, error) => {
    void reply.code(status).send(toSmsError(status, message, error).toBody());
  }, log);
  registerMessages(server, { accountSid, authToken, store, faults, callbacks });
  registerFaultControl(server, faults, () => ({ faults: faults.current }));
  registerSmsPages(server, store, faults);

  const close = async (): Promise<void> => {
    await server.close();
    await callbacks.close();
    store.close();
  };
  try {
    const url = await listen(server, host, options.port ?? 0);
    return { url, faults, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Twilio's form of a refusal: the handler's own, or one for what Fastify refused. */
function toSmsError(status: number, message: string, error: unknown): SmsError {
  if (error instanceof SmsError) return error;
  if (status === 404) return new SmsError(404, 20404, message);
  return new SmsError(status, status >= 500 ? 20500 : 20001, message);
}
