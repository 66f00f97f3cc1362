import { once } from 'node:events';
import { registerControl } from '../kit/control.ts';
import { FaultBoard } from '../kit/fault-board.ts';
import { addressOf, createHttpServer, listen } from '../kit/http-server.ts';
import type { Log } from '../kit/http-server.ts';
import { mailFaults } from './mail-faults.ts';
import type { MailFaultTree } from './mail-faults.ts';
import { MailStore } from './mail-store.ts';
import { registerMailbox } from './mailbox-pages.ts';
import { createSmtpReceiver } from './smtp-receiver.ts';

export interface MailboxOptions {
  /** 0 or absent picks a free port. */
  smtpPort?: number;
  httpPort?: number;
  host?: string;
  databaseFile?: string;
  /** Messages kept; the oldest go first. */
  capacity?: number;
  log?: Log;
}

export interface Mailbox {
  /** `smtp://host:port`, for nodemailer. */
  smtpUrl: string;
  /** `http://host:port` of the page and the JSON API. */
  url: string;
  faults: FaultBoard<MailFaultTree>;
  close(): Promise<void>;
}

/** Starts a mailbox: every message sent to it over SMTP can be read on a page and as JSON. */
export async function startMailbox(options: MailboxOptions = {}): Promise<Mailbox> {
  const { host = '127.0.0.1', log = () => {} } = options;
  const store = new MailStore(options.databaseFile ?? ':memory:', options.capacity ?? 2_000);
  const faults = new FaultBoard(mailFaults);
  const smtp = createSmtpReceiver(store, faults, log);
  const http = createHttpServer((reply, status, message) => {
    void reply.code(status).send({ error: { message } });
  }, log);
  registerControl(http, { faults });
  registerMailbox(http, store, faults);

  const close = async (): Promise<void> => {
    await http.close();
    await new Promise<void>((resolve) => {
      if (smtp.server.listening) smtp.close(() => resolve());
      else resolve();
    });
    store.close();
  };
  try {
    smtp.listen(options.smtpPort ?? 0, host);
    await once(smtp.server, 'listening');
    const url = await listen(http, host, options.httpPort ?? 0);
    return { smtpUrl: `smtp://${addressOf(smtp.server)}`, url, faults, close };
  } catch (error) {
    await close();
    throw error;
  }
}
