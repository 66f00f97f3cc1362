import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { Nats } from './nats.ts';

const INFO = {
  server_id: 'plain',
  version: '2.12.0',
  proto: 1,
  headers: true,
  max_payload: 1_048_576,
};
const SECRET = 'the-password';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server, or somebody in its place, that offers no TLS; keeps what it is sent. */
async function plainServer() {
  const sockets: Socket[] = [];
  let received = '';
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      if (received.includes('PING')) socket.write('PONG\r\n');
    });
    socket.write(`INFO ${JSON.stringify(INFO)}\r\n`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { address: `user:${SECRET}@127.0.0.1:${port}`, received: () => received };
}

it('a tls:// address sends no password to a server that offers no TLS', async () => {
  const { address, received } = await plainServer();
  await expect(Nats.connect(`tls://${address}`, 'booking')).rejects.toThrow(/^NATS_URL: /);
  expect(received()).not.toContain(SECRET);
});

it('a nats:// address connects in plain text', async () => {
  const { address, received } = await plainServer();
  const nats = await Nats.connect(`nats://${address}`, 'booking');
  closing.push(() => void nats.connection.close());
  expect(received()).toContain(SECRET);
});
