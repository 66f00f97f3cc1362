import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { Problem } from '@edu/contract-kit';
import type { DiskStore } from './disk-store.ts';
import { giveDownload, takeUpload } from './object-requests.ts';

/** Serves the links of a folder, as the gateway does. */
export async function serveObjects(store: DiskStore) {
  const server = createServer((request, response) => {
    answer(store, request, response).catch((error: unknown) => {
      if (request.errored) return; // the sender has gone away
      if (!(error instanceof Problem)) throw error;
      response.writeHead(error.status, { connection: 'close' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server[Symbol.asyncDispose](),
  };
}

async function answer(store: DiskStore, request: IncomingMessage, response: ServerResponse) {
  const { url = '', headers } = request;
  if (request.method === 'PUT') {
    await takeUpload(store, url, headers, request as AsyncIterable<Uint8Array>);
    response.writeHead(204).end();
    return;
  }
  const { status, headers: answered, body } = await giveDownload(store, url, headers);
  await pipeline(body, response.writeHead(status, answered));
}
