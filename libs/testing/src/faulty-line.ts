import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The way from a service to one of its servers, for tests that cut it or let it fall silent. */
export class FaultyLine {
  readonly #target: URL;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #state: 'up' | 'cut' | 'silent' = 'up';

  private constructor(target: URL) {
    this.#target = target;
    this.#server = createServer((near) => this.#join(near));
  }

  /** @param url of the server; only its host and port matter */
  static async to(url: string): Promise<FaultyLine> {
    const line = new FaultyLine(new URL(url));
    await once(line.#server.listen(0, '127.0.0.1'), 'listening');
    return line;
  }

  /** The same address, reached on this line. */
  through(url: string): string {
    const address = new URL(url);
    address.host = `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return address.toString();
  }

  /** Ends every connection, and each that is tried. */
  cut(): void {
    this.#state = 'cut';
    this.#end();
  }

  /** Keeps every connection, takes new ones, and lets no byte through: a server that hangs. */
  silence(): void {
    this.#state = 'silent';
    for (const socket of this.#sockets) socket.pause();
  }

  mend(): void {
    this.#state = 'up';
    for (const socket of this.#sockets) socket.resume();
  }

  async close(): Promise<void> {
    this.#end();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(near: Socket): void {
    if (this.#state === 'cut') return void near.destroy();
    const far = connect(Number(this.#target.port), this.#target.hostname);
    this.#carry(near, far);
    this.#carry(far, near);
  }

  #carry(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    from.on('data', (bytes) => to.write(bytes));
    from.on('error', () => undefined); // its end follows
    from.once('close', () => {
      this.#sockets.delete(from);
      to.destroy();
    });
    if (this.#state === 'silent') from.pause();
  }

  #end(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
