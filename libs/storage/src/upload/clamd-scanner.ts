import { connect } from 'node:net';
import { platformErrors } from '@edu/contract-kit';
import { VirusScanner } from './virus-scanner.ts';

const CHUNK = 64 * 1024;
const TIMEOUT_MS = 5_000;
/** What clamd says is a line. */
const MAX_ANSWER = 4_096;

/** ClamAV's daemon, asked by its command INSTREAM. Without its answer no file is taken. */
export class ClamdScanner extends VirusScanner {
  readonly #host: string;
  readonly #port: number;

  /** @param address as in `tcp://clamd:3310` */
  constructor(address: string) {
    super();
    const { hostname, port } = new URL(address);
    this.#host = hostname;
    this.#port = Number(port || 3_310);
  }

  async finds(bytes: Buffer): Promise<boolean> {
    const answer = await this.#ask(bytes).catch((cause: unknown) => {
      throw platformErrors.unavailable({ cause, retryAfter: 10 });
    });
    if (/^stream: OK\0?$/.test(answer)) return false;
    if (/^stream: .+ FOUND\0?$/.test(answer)) return true;
    throw platformErrors.unavailable({ cause: new Error(`clamd answered ${answer}`) });
  }

  #ask(bytes: Buffer): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: this.#host, port: this.#port });
      const overall = setTimeout(() => socket.destroy(new Error('clamd is silent')), TIMEOUT_MS);
      let answer = '';
      socket.on('data', (part: Buffer) => {
        answer += part.toString('latin1');
        if (answer.length > MAX_ANSWER) socket.destroy(new Error('clamd does not end'));
      });
      socket.on('error', reject);
      socket.on('close', () => {
        clearTimeout(overall);
        resolve(answer);
      });
      socket.write('zINSTREAM\0');
      for (let at = 0; at < bytes.length; at += CHUNK) {
        const chunk = bytes.subarray(at, at + CHUNK);
        socket.write(lengthOf(chunk));
        socket.write(chunk);
      }
      // A chunk of no bytes ends the stream.
      socket.write(Buffer.alloc(4));
    });
  }
}

function lengthOf(chunk: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(chunk.length);
  return length;
}
