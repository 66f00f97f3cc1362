import { fileURLToPath } from 'node:url';
import { secret } from '@edu/service';
import { z } from 'zod';
import { DiskStore } from './disk/disk-store.ts';
import type { ObjectStore } from './object-store.ts';
import { S3Store } from './s3/s3-store.ts';

/** For a service that keeps or serves objects. */
export const storageEnv = {
  /**
   * `file:///folder`, or `s3://id:secret@host/bucket?region=name` (`s3+http://` without TLS). The gateway
   * and all services that keep objects have the same.
   */
  STORAGE_URL: z
    .url({
      protocol: /^(?:file|s3|s3\+http)$/,
      error: 'must be file:///folder or s3://id:secret@host/bucket?region=name',
    })
    .meta({ secret: true }),
  /** Signs the links of a folder; S3 signs its own. */
  STORAGE_SECRET: secret(32).optional(),
};
export type StorageConfig = z.infer<z.ZodObject<typeof storageEnv>>;

/** @throws Error that names what the configuration lacks */
export function openStorage(
  { STORAGE_URL, STORAGE_SECRET }: StorageConfig,
  now: () => number = Date.now,
): ObjectStore {
  const url = new URL(STORAGE_URL);
  if (url.protocol === 'file:') {
    if (!STORAGE_SECRET)
      throw new Error('STORAGE_SECRET is not set, which signs links of a folder');
    return new DiskStore({ folder: fileURLToPath(url), secret: STORAGE_SECRET, now });
  }
  const bucket = url.pathname.slice(1);
  const region = url.searchParams.get('region');
  if (!bucket || !region || !url.username || !url.password) {
    throw new Error('STORAGE_URL lacks a part of s3://id:secret@host/bucket?region=name');
  }
  return new S3Store(
    {
      endpoint: `${url.protocol === 's3:' ? 'https' : 'http'}://${url.host}`,
      region,
      bucket,
      accessKeyId: decodeURIComponent(url.username),
      secretAccessKey: decodeURIComponent(url.password),
    },
    now,
  );
}
