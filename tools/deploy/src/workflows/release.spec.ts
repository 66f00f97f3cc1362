import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { Cluster, type Manifest } from '../kubernetes/cluster.harness.ts';
import { kubectl, WORKSPACE } from '../kubernetes/kubectl.harness.ts';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const IMAGE = `ghcr.io/educonnect/booking@${DIGEST}`;

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'educonnect-release-'))));
afterEach(() => rmSync(dir, { recursive: true }));

function program(name: string, body: string): void {
  writeFileSync(join(dir, name), `#!/bin/bash\n${body}\n`);
  chmodSync(join(dir, name), 0o755);
}

interface Fate {
  /** How Jobs end. */
  readonly job?: 'Complete' | 'Failed';
  /** How the first rollout ends. */
  readonly rollout?: 'done' | 'stuck';
  /** Whether the platform answers from outside afterwards. */
  readonly answers?: boolean;
}

/** Runs the release against a cluster that writes down what it is asked, and ends as it should. */
function release(args: readonly string[], fate: Fate = {}) {
  const { job = 'Complete', rollout = 'done', answers = true } = fate;
  program(
    'kubectl',
    [
      'shift 2', // --namespace educonnect
      `echo "$*" >> '${dir}/calls'`,
      'case "$*" in',
      `  apply*) '${kubectl()}' kustomize "$3" > '${dir}'/"applied-\${5##*=}" ;;`,
      `  'get job/'*) printf ${job} ;;`,
      `  'get ingress'*) printf educonnect.app ;;`,
      `  'rollout status'*) ${rollout === 'done' ? '' : `test -e '${dir}/undone'`} ;;`,
      `  'rollout undo'*) touch '${dir}/undone' ;;`,
      'esac',
    ].join('\n'),
  );
  program('curl', `echo "curl \${!#}" >> '${dir}/calls'; ${answers}`);
  program('sleep', '');
  const { status: code, stderr } = spawnSync(join(WORKSPACE, 'deploy/release'), args, {
    env: { PATH: [dir, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter) },
    encoding: 'utf8',
  });
  return { code, stderr, calls: calls() };
}

function calls(): string[] {
  if (!existsSync(join(dir, 'calls'))) return [];
  const text = readFileSync(join(dir, 'calls'), 'utf8');
  return text
    .trim()
    .replaceAll(/ --kustomize \S+\/k8s\/overlays/g, '')
    .split('\n');
}

/** The images of what was sent for a selector. */
function sent(name: string): (string | undefined)[] {
  const text = readFileSync(join(dir, `applied-${name}`), 'utf8');
  const all = parseAllDocuments(text).map((document) => document.toJS() as Manifest);
  return new Cluster(all).workload(name).pod.containers.map(({ image }) => image);
}

describe('a release', () => {
  it('migrates, rolls out and asks, in this order, and touches nothing else', () => {
    expect(release(['prod', 'booking', IMAGE])).toEqual({
      code: 0,
      stderr: '',
      calls: [
        'delete job/migrate-booking --ignore-not-found --wait',
        'apply/prod/migrations --selector app.kubernetes.io/name=migrate-booking',
        expect.stringMatching(/^get job\/migrate-booking /),
        'apply/prod --selector app.kubernetes.io/name=booking',
        'rollout status deployment/booking --timeout 300s',
        'get ingress front --output jsonpath={.spec.rules[0].host}',
        'curl https://educonnect.app/health/live',
      ],
    });
    expect(sent('migrate-booking')).toEqual([IMAGE]);
    expect(sent('booking')).toEqual([IMAGE]);
  });

  it('brings the streams with the image that has their program', () => {
    const gateway = IMAGE.replace('booking', 'gateway');
    const { code, calls } = release(['staging', 'gateway', gateway]);
    expect(code).toBe(0);
    expect(calls.slice(0, 5)).toEqual([
      'apply/staging --selector app.kubernetes.io/name=streams',
      'delete job/streams-of-release --ignore-not-found --wait',
      'create job streams-of-release --from=cronjob/streams',
      expect.stringMatching(/^get job\/streams-of-release /),
      'apply/staging --selector app.kubernetes.io/name=gateway',
    ]);
    expect(sent('streams')).toEqual([gateway]);
  });

  it('of the web has nothing to migrate, and asks for a page', () => {
    const web = IMAGE.replace('booking', 'web');
    const { code, calls } = release(['prod', 'web', web]);
    expect(code).toBe(0);
    expect(calls).toEqual([
      'apply/prod --selector app.kubernetes.io/name=web',
      'rollout status deployment/web --timeout 300s',
      expect.stringMatching(/^get ingress front /),
      'curl https://educonnect.app/',
    ]);
    expect(sent('web')).toEqual([web]);
  });

  it('leaves the service as it is when its migrations fail', () => {
    const { code, stderr, calls } = release(['prod', 'booking', IMAGE], { job: 'Failed' });
    expect(code).toBe(1);
    expect(stderr).toBe('release: migrate-booking did not complete; nothing else was changed\n');
    expect(calls.at(-1)).toBe('logs job/migrate-booking --tail 50');
    expect(calls.join('\n')).not.toContain('name=booking');
  });

  it.each<[string, Fate]>([
    ['does not become ready', { rollout: 'stuck' }],
    ['does not answer', { answers: false }],
  ])('takes the service back when it %s', (_, fate) => {
    const { code, stderr, calls } = release(['prod', 'booking', IMAGE], fate);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^release: booking was taken back; its migrations stay/);
    expect(calls.slice(-2)).toEqual([
      'rollout undo deployment/booking',
      'rollout status deployment/booking --timeout 300s',
    ]);
  });

  it.each([
    ['environment', ['production', 'booking', IMAGE], "no environment 'production': one of dev "],
    ['service', ['prod', 'bokking', IMAGE], "no service 'bokking'"],
    ['folder', ['prod', '../../base', IMAGE], "no service '../../base'"],
    ['tag', ['prod', 'booking', 'ghcr.io/educonnect/booking:latest'], 'is not an image by digest'],
  ])('refuses a wrong %s, before it asks for anything', (_, args, why) => {
    const { code, stderr, calls } = release(args);
    expect(code).toBe(1);
    expect(stderr).toContain(why);
    expect(calls).toEqual([]);
  });
});
