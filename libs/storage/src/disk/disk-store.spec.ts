import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { platformErrors } from '@edu/contract-kit';
import { afterAll, expect, it } from 'vitest';
import { newKey } from '../object-key.ts';
import { objectStoreConformance } from '../object-store.conformance.ts';
import { DiskStore } from './disk-store.ts';
import { serveObjects } from './object-server.harness.ts';

const folder = mkdtempSync(join(tmpdir(), 'educonnect-storage-'));
const secret = 'f3a9c1d85b7e4260f3a9c1d85b7e4260';
const open = (now?: () => number) => new DiskStore({ folder, secret, ...(now && { now }) });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

objectStoreConformance('a disk', async () => ({ open, ...(await serveObjects(open())) }));

it('keeps nothing of a file whose sender goes away', async () => {
  const store = open();
  const { address, close } = await serveObjects(store);
  const key = newKey('quarantine', 'image/png');
  const { url } = await store.presignUpload(key, { bytes: 1_000, sha256: 'a'.repeat(64) }, 60);
  const { host, port, hostname } = new URL(address);
  const socket = connect(Number(port), hostname);
  socket.write(
    `PUT ${url} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: image/png\r\ncontent-length: 1000\r\n\r\nhalf`,
  );
  const arriving = () => readdirSync(join(folder, '.arriving'));
  await expect.poll(arriving).toHaveLength(1);
  socket.destroy();
  await expect.poll(arriving).toEqual([]);
  expect(await store.head(key)).toBeNull();
  await close();
});

it('takes no link of another secret', async () => {
  const theirs = new DiskStore({ folder, secret: secret.toUpperCase() });
  const url = await theirs.presignDownload(newKey('quarantine', 'image/png'), 'x', 60);
  expect(() => open().links.readDownload(url)).toThrow('not valid');
  expect(() => theirs.links.readUpload(url)).toThrow('not valid');
});

it('says that it is unavailable when the folder is of no use', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const store = new DiskStore({ folder: file, secret });
  const put = store.put(newKey('quarantine', 'image/png'), Buffer.from('x'));
  await expect(put).rejects.toMatchObject({ code: platformErrors.unavailable.code });
});
