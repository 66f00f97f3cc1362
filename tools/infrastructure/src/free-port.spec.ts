import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { canListen, choosePort } from './free-port.ts';

it('keeps the preferred port while it is free', async () => {
  expect(await choosePort(23_456, async () => true)).toBe(23_456);
});

it('chooses another one below the range of outgoing connections otherwise', async () => {
  const port = await choosePort(23_456, async (candidate) => candidate !== 23_456);
  expect(port).not.toBe(23_456);
  expect(port).toBeGreaterThanOrEqual(20_000);
  expect(port).toBeLessThan(32_768);
});

it('gives up when nothing is free', async () => {
  await expect(choosePort(undefined, async () => false)).rejects.toThrow('no free port');
});

it.each(['127.0.0.1', '0.0.0.0'])('sees a listener on %s', async (host) => {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  expect(await canListen(port)).toBe(false);
  server.close();
  await once(server, 'close');
  expect(await canListen(port)).toBe(true);
});
