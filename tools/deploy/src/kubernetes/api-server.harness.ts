import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { choosePort } from '@edu/infrastructure';
import { extraServerPath, missingServer } from '@edu/infrastructure/extra-servers';
import { kubectl, WORKSPACE } from './kubectl.harness.ts';

/** The reason why no API server can be had here; undefined when one can. */
export function missingApiServer(): string | undefined {
  try {
    execFileSync('etcd', ['--version'], { stdio: 'ignore' });
  } catch {
    return 'etcd is not on PATH: apt-get install etcd-server';
  }
  return missingServer('kube-apiserver');
}

/** An API server of Kubernetes without a cluster: what it takes, a cluster takes. */
export class ApiServer {
  #folder = '';
  readonly #token = randomUUID();
  readonly #children: ChildProcess[] = [];
  #url = '';

  async start(): Promise<void> {
    this.#folder = mkdtempSync(join(tmpdir(), 'educonnect-apiserver-'));
    const [store, peers, port] = [await choosePort(), await choosePort(), await choosePort()];
    this.#url = `https://127.0.0.1:${port}`;
    const etcd = `http://127.0.0.1:${store}`;
    const peer = `http://127.0.0.1:${peers}`;
    this.#run('etcd', [
      ...['--data-dir', join(this.#folder, 'etcd'), '--name', 'test'],
      ...['--listen-client-urls', etcd, '--advertise-client-urls', etcd],
      ...['--listen-peer-urls', peer, '--initial-advertise-peer-urls', peer],
      ...['--initial-cluster', `test=${peer}`],
    ]);
    const key = join(this.#folder, 'service-accounts.pem');
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    const tokens = join(this.#folder, 'tokens.csv');
    writeFileSync(tokens, `${this.#token},admin,admin,system:masters\n`, { mode: 0o600 });
    this.#run(extraServerPath('kube-apiserver'), [
      ...['--etcd-servers', etcd, '--cert-dir', join(this.#folder, 'certificates')],
      ...['--bind-address', '127.0.0.1', '--secure-port', String(port)],
      ...['--service-cluster-ip-range', '10.0.0.0/24', '--authorization-mode', 'RBAC'],
      ...['--service-account-issuer', 'https://kubernetes.default.svc'],
      ...['--service-account-key-file', key, '--service-account-signing-key-file', key],
      // Nobody makes the service accounts of a namespace where no controllers run.
      ...['--disable-admission-plugins', 'ServiceAccount', '--token-auth-file', tokens],
    ]);
    for (let attempt = 0; ; attempt++) {
      const { code, output } = await this.kubectl('get', '--raw', '/readyz');
      if (code === 0) return;
      if (attempt === 300) throw new Error(`the API server is not ready: ${output}`);
      await sleep(200);
    }
  }

  /** Runs kubectl as an administrator, in the root of the checkout. */
  async kubectl(...args: string[]): Promise<{ code: number; output: string }> {
    const access = ['--server', this.#url, '--insecure-skip-tls-verify', '--token', this.#token];
    try {
      const options = { cwd: WORKSPACE, maxBuffer: 16 * 1024 * 1024 };
      const { stdout, stderr } = await promisify(execFile)(
        kubectl(),
        [...access, ...args],
        options,
      );
      return { code: 0, output: stdout + stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, output: stdout + stderr };
    }
  }

  /** Whether the server would take a manifest, and what it says. */
  async wouldTake(manifest: object): Promise<{ code: number; output: string }> {
    const file = join(this.#folder, `${randomUUID()}.json`);
    writeFileSync(file, JSON.stringify(manifest));
    return this.kubectl('apply', '--dry-run=server', '--validate=strict', '-f', file);
  }

  async stop(): Promise<void> {
    for (const child of this.#children.reverse()) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
      if (child.exitCode === null && child.signalCode === null) await ended;
      clearTimeout(timer);
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #run(program: string, args: string[]): void {
    const child = spawn(program, args, { stdio: 'ignore' });
    child.once('error', () => undefined); // waiting for its answer reports it
    this.#children.push(child);
  }
}
