import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface ClamdSimulator {
  /** As in `tcp://127.0.0.1:3310`. */
  readonly url: string;
  /** Lengths of the streams that it was sent. */
  readonly streams: readonly number[];
  /** What it does next: answer, say that it cannot, or say nothing. */
  behave(how: 'well' | 'with an error' | 'silently'): void;
  close(): Promise<void>;
}

const COMMAND = 'zINSTREAM\0';
/** A chunk of no bytes. */
const END = Buffer.alloc(4);

/**
 * Stands in for ClamAV's daemon: its command INSTREAM, which finds what contains the given text.
 * Source: man clamd(8)
 */
export async function startClamdSimulator(virus: string): Promise<ClamdSimulator> {
  const streams: number[] = [];
  const sockets = new Set<Socket>();
  let behaviour: 'well' | 'with an error' | 'silently' = 'well';
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    const parts: Buffer[] = [];
    socket.on('data', (part: Buffer) => {
      parts.push(part);
      const mayEnd = part.length < END.length || part.subarray(-END.length).equals(END);
      const stream = mayEnd && streamIn(Buffer.concat(parts));
      if (!stream) return;
      streams.push(stream.length);
      if (behaviour === 'silently') return;
      const found = stream.includes(virus) ? 'stream: Simulated-Virus FOUND' : 'stream: OK';
      socket.end(`${behaviour === 'well' ? found : 'INSTREAM size limit exceeded. ERROR'}\0`);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    streams,
    behave: (how) => {
      behaviour = how;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The chunks after the command, when the empty one that ends them is there. */
function streamIn(received: Buffer): Buffer | undefined {
  const command = received.subarray(0, COMMAND.length).toString('latin1');
  if (received.length >= COMMAND.length && command !== COMMAND) {
    throw new Error(`${JSON.stringify(command)} is no command of clamd`);
  }
  const chunks: Buffer[] = [];
  for (let at = COMMAND.length; at + 4 <= received.length;) {
    const length = received.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}
