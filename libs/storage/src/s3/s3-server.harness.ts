import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { extraServerPath } from '@edu/infrastructure/extra-servers';
import { choosePort } from '@edu/infrastructure/free-port';
import { AwsClient } from 'aws4fetch';
import type { S3Place } from './s3-store.ts';

/** Starts an S3 server over a folder of its own, with an empty bucket. */
export async function startS3Server(): Promise<{ place: S3Place; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'educonnect-s3-'));
  const [data, iam] = [join(folder, 'data'), join(folder, 'iam')];
  for (const one of [data, iam]) mkdirSync(one);
  const port = await choosePort();
  const key = { accessKeyId: 'storage-spec', secretAccessKey: 'f3a9c1d85b7e4260' };
  const args = ['--port', `127.0.0.1:${port}`, '--iam-dir', iam, '--quiet', 'posix', data];
  const server = spawn(extraServerPath('versitygw'), args, {
    env: { ROOT_ACCESS_KEY: key.accessKeyId, ROOT_SECRET_KEY: key.secretAccessKey },
    stdio: 'ignore',
  });
  const ended = once(server, 'exit');
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const place = {
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    bucket: 'objects',
    ...key,
  };
  try {
    await makeBucket(place);
    return { place, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** As soon as the server answers. */
async function makeBucket({ endpoint, bucket, ...key }: S3Place): Promise<void> {
  const client = new AwsClient({ ...key, service: 's3' });
  const giveUpAt = Date.now() + 10_000;
  for (;;) {
    const request = await client.sign(`${endpoint}/${bucket}`, { method: 'PUT' });
    const answer = await fetch(request).catch(() => undefined);
    if (answer?.ok) return;
    if (Date.now() > giveUpAt) throw new Error(`no bucket can be made: ${answer?.status}`);
    await sleep(50);
  }
}
