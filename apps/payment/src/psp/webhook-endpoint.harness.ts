import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Webhook } from './psp.conformance.ts';

type Answer = (webhook: Webhook) => Promise<number>;

/** Collects what a simulator sends, and answers it when that is wanted. */
export async function openWebhookEndpoint() {
  const webhooks: Webhook[] = [];
  let answer: Answer = () => Promise.resolve(200);
  const endpoint = createServer((request, response) => {
    void (async () => {
      const chunks = await Array.fromAsync(request as AsyncIterable<Buffer>);
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const webhook = { body: Buffer.concat(chunks), headers };
      webhooks.push(webhook);
      response.writeHead(await answer(webhook).catch(() => 500)).end();
    })();
  });
  await once(endpoint.listen(0, '127.0.0.1'), 'listening');
  const { port } = endpoint.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    webhooks: webhooks as readonly Webhook[],
    answer: (next: Answer) => {
      answer = next;
    },
    close: () => {
      endpoint.closeAllConnections();
      endpoint.close();
    },
  };
}
