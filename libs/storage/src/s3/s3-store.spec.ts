import { platformErrors } from '@edu/contract-kit';
import { missingServer } from '@edu/infrastructure/extra-servers';
import { describe, expect, it } from 'vitest';
import { newKey } from '../object-key.ts';
import { objectStoreConformance } from '../object-store.conformance.ts';
import { startS3Server } from './s3-server.harness.ts';
import { S3Store } from './s3-store.ts';

const missing = missingServer('versitygw');
if (missing) process.stdout.write(`Skipped, with a real S3 server: ${missing}\n`);

describe.skipIf(missing)('with a server that was built here', () => {
  objectStoreConformance('S3', async () => {
    const { place, stop } = await startS3Server();
    return {
      open: (now) => new S3Store(place, now),
      address: place.endpoint,
      close: stop,
    };
  });
});

it('says that it is unavailable when nobody answers', async () => {
  const store = new S3Store({
    endpoint: 'http://127.0.0.1:1',
    region: 'x',
    bucket: 'objects',
    accessKeyId: 'x',
    secretAccessKey: 'x',
  });
  const unavailable = { code: platformErrors.unavailable.code };
  const key = newKey('quarantine', 'image/png');
  await expect(store.head(key)).rejects.toMatchObject(unavailable);
  await expect(store.put(key, Buffer.from('x'))).rejects.toMatchObject(unavailable);
});
