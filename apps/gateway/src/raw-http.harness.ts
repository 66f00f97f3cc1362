import { once } from 'node:events';
import { connect } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds until the server closed. */
  readonly ms: number;
}

/**
 * Sends bytes that no HTTP client would send and reads until the server closes.
 *
 * @param parts sent one after the other, a second apart
 */
export async function sendRaw(url: string, ...parts: readonly string[]): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.setEncoding('utf8').on('data', (data: string) => (text += data));
  socket.on('error', () => undefined);
  const began = Date.now();
  await once(socket, 'connect');
  const closed = once(socket, 'close');
  let next = 0;
  const send = () => {
    const part = parts[next++];
    if (part !== undefined && socket.writable) socket.write(part);
  };
  send();
  const timer = setInterval(send, 1_000);
  await closed.finally(() => clearInterval(timer));
  const [head = '', body = ''] = text.split('\r\n\r\n', 2);
  const [start = '', ...lines] = head.split('\r\n');
  return {
    status: Number(start.split(' ')[1]),
    headers: Object.fromEntries(
      lines.map((line) => {
        const at = line.indexOf(':');
        return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
      }),
    ),
    body,
    ms: Date.now() - began,
  };
}
