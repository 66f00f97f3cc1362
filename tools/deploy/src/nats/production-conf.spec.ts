import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { choosePort } from '@edu/infrastructure';
import { extraServerPath, missingServer } from '@edu/infrastructure/extra-servers';
import { STREAMS } from '@edu/messaging/topology';
import { eventually } from '@edu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const FOLDER = resolve(import.meta.dirname, '../../../../deploy/nats');
const production = readFileSync(join(FOLDER, 'nats.production.conf'), 'utf8');
const users = readFileSync(join(FOLDER, 'rendered/users.conf'), 'utf8');

/** bcrypt of nothing that anybody uses. */
const HASH = '$2a$11$abcdefghijklmnopqrstuuE9Ck0iYSe0m5vLqjA1xVqkKpzq1s3Pm';
const PATH = [process.env['PATH'], '/usr/sbin', '/usr/local/bin'].join(delimiter);
const installed = spawnSync('nats-server', ['--version'], { env: { PATH } }).status === 0;

/** What the servers read in production, less what version 2.9 and a machine without keys cannot. */
const readable = production
  .replace(/^ *sync_interval: always$/m, '')
  .replaceAll(/^ *tls \{[^}]*\}$/gm, '');

const passwords = Object.fromEntries(
  [...users.matchAll(/\$(NATS_PASSWORD_\w+)/g)].map(([, name]) => [name!, HASH]),
);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'educonnect-nats-'));
  writeFileSync(join(folder, 'nats.conf'), readable);
  copyFileSync(join(FOLDER, 'rendered/users.conf'), join(folder, 'users.conf'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const check = (env: Record<string, string>) =>
  spawnSync('nats-server', ['-t', '--config', join(folder, 'nats.conf')], {
    env: { PATH, ...env },
    encoding: 'utf8',
  });

describe('the NATS servers of production', () => {
  it('answer a publisher when the message is on the disk', () => {
    expect(production).toMatch(/^jetstream \{[^}]*^ {2}sync_interval: always$/m);
  });

  it('speak TLS with clients, and with each other only to holders of our certificates', () => {
    expect(production).toMatch(/^tls \{\n[^}]*cert_file:[^}]*key_file:/m);
    expect(production).toMatch(/^cluster \{[^]*^ {2}tls \{[^}]*ca_file:[^}]*verify: true\n/m);
  });

  it('are three', () => {
    expect(production.match(/nats:\/\/nats-\d\.nats:6222/g)).toHaveLength(3);
  });

  it('fill less than their volume', () => {
    const stateful = readFileSync(join(FOLDER, 'statefulset.yaml'), 'utf8');
    const [, volume] = /storage: (\d+)Gi/.exec(stateful)!;
    const [, streams] = /max_file_store: (\d+)GB/.exec(production)!;
    expect(Number(streams)).toBeLessThanOrEqual(0.9 * Number(volume));
    const reserved = STREAMS.reduce((sum, { max_bytes }) => sum + max_bytes, 0);
    expect(reserved).toBeLessThan(Number(streams) * 1_000_000_000);
  });

  it('know the users that are rendered', () => {
    expect(production).toMatch(/^include "users.conf"$/m);
    expect(Object.keys(passwords).length).toBeGreaterThan(9);
  });

  // Where the tests run servers from containers there is no program to ask.
  describe.runIf(installed)('read by a server', () => {
    it('have a configuration without mistakes, with hashes for passwords', () => {
      expect(check({ POD_NAME: 'nats-0', ...passwords })).toMatchObject({
        status: 0,
        stderr: expect.stringContaining('is valid'),
      });
    });

    it('refuse to start without the password of a user', () => {
      const { NATS_PASSWORD_BOOKING: _, ...others } = passwords;
      const { status, stderr } = check({ POD_NAME: 'nats-0', ...others });
      expect(status).toBe(1);
      expect(stderr).toContain('NATS_PASSWORD_BOOKING');
    });
  });

  it('run on the version of production, as they are', async ({ skip }) => {
    const missing = missingServer('nats-server');
    if (missing) skip(missing);
    const [port, health, routes] = [await choosePort(), await choosePort(), await choosePort()];
    const tls = join(folder, 'tls');
    mkdirSync(tls);
    const subject = ['-subj', '/CN=nats-0.nats', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const key = ['-keyout', join(tls, 'tls.key'), '-out', join(tls, 'tls.crt')];
    const made = spawnSync('openssl', ['req', '-x509', '-nodes', '-days', '2', ...subject, ...key]);
    expect(made.status).toBe(0);
    copyFileSync(join(tls, 'tls.crt'), join(tls, 'ca.crt'));
    const config = join(folder, 'production.conf');
    const here = production
      .replaceAll('/etc/nats/tls', tls)
      .replace('0.0.0.0:4222', `127.0.0.1:${port}`)
      .replace('0.0.0.0:8222', `127.0.0.1:${health}`)
      .replace('0.0.0.0:6222', `127.0.0.1:${routes}`)
      .replace('/run/nats', folder)
      .replace('store_dir: "/data"', `store_dir: "${folder}/data"`);
    writeFileSync(config, here);
    const server = spawn(extraServerPath('nats-server'), ['--config', config], {
      env: { PATH, POD_NAME: 'nats-0', ...passwords },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const log: string[] = [];
    server.stderr.on('data', (text: Buffer) => log.push(text.toString()));
    try {
      await eventually(async () => {
        expect(server.exitCode, log.join('')).toBeNull();
        const answer = await fetch(`http://127.0.0.1:${health}/varz`);
        const { version, tls_required, jetstream } = (await answer.json()) as {
          version: string;
          tls_required: boolean;
          jetstream: { config: { sync_always: boolean } };
        };
        expect({ version, tls_required }).toEqual({ version: '2.15.2', tls_required: true });
        expect(jetstream.config.sync_always).toBe(true);
      });
    } finally {
      server.kill('SIGKILL');
    }
  });
});
