import { SMTPServer } from 'smtp-server';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultBoard } from '../kit/fault-board.ts';
import type { Log } from '../kit/http-server.ts';
import type { MailStore } from './mail-store.ts';
import type { MailFaultTree } from './mail-faults.ts';

/** Largest message taken, announced with the SIZE extension (RFC 1870). */
export const MAX_MESSAGE_BYTES = 5 * 1_048_576;

class SmtpRefusal extends Error {
  readonly responseCode: number;

  constructor(responseCode: number, message: string) {
    super(message);
    this.responseCode = responseCode;
  }
}

/**
 * An SMTP server (RFC 5321) that takes every message without TLS and with or without a login, as
 * long as it is not too large, and keeps it.
 */
export function createSmtpReceiver(
  store: MailStore,
  faults: FaultBoard<MailFaultTree>,
  log: Log,
): SMTPServer {
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: MAX_MESSAGE_BYTES,
    logger: false,
    closeTimeout: 100,
    onAuth: ({ username }, _session, done) => done(null, { user: username ?? 'anybody' }),
    onData: (stream, session, done) => {
      receive(store, faults, stream, session).then(
        () => done(),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    },
  });
  server.on('error', (error) => log(`smtp: ${error.message}`));
  return server;
}

async function receive(
  store: MailStore,
  faults: FaultBoard<MailFaultTree>,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<void> {
  const source = await readAll(stream);
  if (stream.sizeExceeded || source === null) {
    throw new SmtpRefusal(552, 'Message exceeds the maximum size of 5 MB');
  }
  const { reject, delayMs } = faults.current;
  if (delayMs > 0) await sleep(delayMs, undefined, { ref: false });
  if (faults.take(reject)) throw new SmtpRefusal(reject.code, 'Refused on demand');
  const { mailFrom, rcptTo } = session.envelope;
  const to = rcptTo.map(({ address }) => address.toLowerCase());
  store.add({ sender: mailFrom ? mailFrom.address : '', to, source });
}

/** The whole message, or null when it is too large; the stream must be read to its end anyway. */
async function readAll(stream: SMTPServerDataStream): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_MESSAGE_BYTES) chunks.push(chunk);
  }
  return size <= MAX_MESSAGE_BYTES ? Buffer.concat(chunks) : null;
}
