import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import { addressOf } from '../kit/http-server.ts';

export interface ReceivedWebhook {
  headers: IncomingHttpHeaders;
  body: string;
}

export interface WebhookReceiver {
  url: string;
  received: ReceivedWebhook[];
  /** The event types in the order they came. */
  types(): string[];
  /** Resolves once `done` holds for what was received; rejects after fifteen seconds. */
  until(done: (received: readonly ReceivedWebhook[]) => boolean): Promise<void>;
  close(): Promise<void>;
}

/** An endpoint for specs; `respond` gives the status for each request, 200 by default. */
export async function startWebhookReceiver(
  respond: (webhook: ReceivedWebhook) => number = () => 200,
): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const webhook = { headers: request.headers, body: Buffer.concat(chunks).toString() };
      response.writeHead(respond(webhook)).end(() => received.push(webhook));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://${addressOf(server)}/webhooks/stripe`,
    received,
    types: () => received.map(({ body }) => (JSON.parse(body) as { type: string }).type),
    until: async (done) => {
      const deadline = Date.now() + 15_000;
      while (!done(received)) {
        if (Date.now() > deadline) throw new Error(`only ${received.length} webhooks came`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
