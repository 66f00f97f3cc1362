import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { WORKSPACE } from '@edu/database';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';

const text = readFileSync(join(WORKSPACE, 'deploy/Dockerfile'), 'utf8');
const lines = text.replace(/\\\n\s*/g, '').split('\n');
const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
const all = (instruction: string) => last.filter((line) => line.startsWith(`${instruction} `));

describe('deploy/Dockerfile', () => {
  it('is valid', () => {
    expect(validate(text)).toEqual([]);
  });

  it('stands on images that can be given by digest', () => {
    const stages = [...text.matchAll(/^FROM \S+ AS (\w+)/gm)].map(([, stage]) => stage);
    const bases = [...text.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base!);
    expect(bases.filter((base) => !stages.includes(base))).toEqual([
      '${NODE_IMAGE}',
      '${BASE_IMAGE}',
    ]);
  });

  it('runs one program, as an unprivileged user, and stops it by SIGTERM', () => {
    expect(all('RUN')).toEqual([]);
    expect(all('USER')).toEqual(['USER 65532:65532']);
    expect(all('STOPSIGNAL')).toEqual(['STOPSIGNAL SIGTERM']);
    expect(all('CMD')).toEqual(['CMD ["node", "--single-threaded-gc", "main.js"]']);
    expect(all('COPY').map((line) => line.split(' ').at(-1))).toEqual([
      '/usr/local/bin/node',
      '/usr/lib/',
      '/app',
      '/objects',
    ]);
  });

  it('has a health check of the service', async () => {
    let status = 200;
    const server = createServer((request, response) => {
      response.writeHead(request.url === '/health/ready' ? status : 404).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const [, , ...args] = JSON.parse(/CMD (\[.*\])/.exec(all('HEALTHCHECK')[0]!)![1]!) as string[];
    const check = async () => {
      const child = spawn(process.execPath, ['--eval', ...args], {
        env: { HEALTH_PORT: String(port) },
      });
      return (await once(child, 'exit'))[0] as number;
    };
    expect(await check()).toBe(0);
    status = 503;
    expect(await check()).toBe(1);
    server.close();
    await once(server, 'close');
    expect(await check()).toBe(1);
  });
});
