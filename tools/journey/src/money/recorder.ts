import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '../eventually.ts';
import type { Rail } from './rail.ts';

/** A webhook as it came over the wire. */
export interface Recorded {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Takes webhooks in place of the platform, so that they can be sent on later, or changed. */
export class Recorder {
  readonly url: string;
  readonly close: () => void;
  readonly #taken: Recorded[];

  private constructor(url: string, taken: Recorded[], close: () => void) {
    this.url = url;
    this.#taken = taken;
    this.close = close;
  }

  static async open(): Promise<Recorder> {
    const taken: Recorded[] = [];
    const server = createServer((request, response) => {
      void (async () => {
        const chunks = await Array.fromAsync(request as AsyncIterable<Buffer>);
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        );
        taken.push({ headers, body: Buffer.concat(chunks) });
        response.writeHead(200).end();
      })();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    // As the platform is reached: what is signed may cover the path.
    return new Recorder(`http://127.0.0.1:${port}`, taken, () => {
      server.closeAllConnections();
      server.close();
    });
  }

  /**
   * Has a psp send an event here instead of to the platform.
   *
   * @throws when it does not come
   */
  async take(rail: Rail, eventId: string): Promise<Recorded> {
    const { pathname } = new URL(rail.webhookUrl);
    const { body } = (await rail.sent()).find((sent) => sent.eventId === eventId)!;
    const from = this.#taken.length;
    await rail.reportTo({ url: this.url + pathname });
    try {
      await rail.redeliver([eventId]);
      return await eventually(async () => {
        const taken = this.#taken.slice(from).find((one) => one.body.toString() === body);
        if (!taken) throw new Error(`${rail.psp} does not send ${eventId} again`);
        return taken;
      });
    } finally {
      await rail.reportTo({ url: rail.webhookUrl });
    }
  }
}
