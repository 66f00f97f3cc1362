import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { WORKSPACE } from '@edu/database';

/** Servers that neither npm nor Debian has: tests that need one are skipped where it is not built. */
export const EXTRA_SERVERS = {
  'nats-server': { version: '2.15.2', build: install('github.com/nats-io/nats-server/v2') },
  // Of 1.13.6 to 1.13.11 the module replaces libraries by forks that the module proxy does not have.
  'livekit-server': {
    version: '1.13.5',
    build: install('github.com/livekit/livekit-server', 'cmd/server'),
  },
  // An S3 server over a folder: what the storage's provider of that protocol is tested against.
  versitygw: { version: '1.8.0', build: install('github.com/versity/versitygw', 'cmd/versitygw') },
  'kube-apiserver': { version: '1.35.0', build: buildApiServer },
} as const satisfies Record<string, ExtraServer>;

export type ExtraServerName = keyof typeof EXTRA_SERVERS;

interface ExtraServer {
  readonly version: string;
  /** Leaves the program at `target`; works in the empty folder `work`. */
  readonly build: (version: string, target: string, work: string) => void;
}

/** Where a built server lies, whether it is there or not. */
export function extraServerPath(name: ExtraServerName): string {
  return join(WORKSPACE, '.data/bin', `${name}-${EXTRA_SERVERS[name].version}`);
}

/** The reason to skip a test for want of a server; undefined when it is there. */
export function missingServer(name: ExtraServerName): string | undefined {
  if (existsSync(extraServerPath(name))) return undefined;
  return `${name} ${EXTRA_SERVERS[name].version} is not built: npm run servers -- ${name} (needs Go)`;
}

/** Builds a server from the Go module proxy, unless it is there. @returns whether it had to be built */
export function buildExtraServer(name: ExtraServerName): boolean {
  const target = extraServerPath(name);
  if (existsSync(target)) return false;
  const { version, build } = EXTRA_SERVERS[name];
  const work = mkdtempSync(join(tmpdir(), 'educonnect-build-'));
  try {
    const unfinished = join(work, name);
    build(version, unfinished, work);
    mkdirSync(join(target, '..'), { recursive: true });
    renameSync(unfinished, target);
    return true;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function go(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  return execFileSync('go', args, {
    cwd,
    env: { ...process.env, GOFLAGS: '-p=2 -buildvcs=false -trimpath', ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** `go install`, for modules that replace none of their own. @param folder of the program in it */
function install(module: string, folder = ''): ExtraServer['build'] {
  return (version, target, work) => {
    const bin = join(work, 'bin');
    go(work, ['install', '-ldflags=-s', `${posix.join(module, folder)}@v${version}`], {
      GOBIN: bin,
    });
    const [program] = readdirSync(bin);
    renameSync(join(bin, program!), target);
  };
}

/**
 * Kubernetes replaces its own libraries by folders of its repository, which `go install` refuses. A
 * module of our own says which published version of each it is.
 */
function buildApiServer(version: string, target: string, work: string): void {
  writeFileSync(join(work, 'go.mod'), `module servers\n\ngo 1.25.0\n`);
  const found = go(work, ['mod', 'download', '-json', `k8s.io/kubernetes@v${version}`]);
  const { GoMod } = JSON.parse(found) as { GoMod: string };
  const staged = [...readFileSync(GoMod, 'utf8').matchAll(/^\s+(k8s\.io\/\S+) v0\.0\.0$/gm)];
  const library = version.replace(/^1/, '0');
  writeFileSync(
    join(work, 'go.mod'),
    [
      'module servers',
      'go 1.25.0',
      `require k8s.io/kubernetes v${version}`,
      ...staged.map(([, name]) => `replace ${name} => ${name} v${library}`),
      '',
    ].join('\n'),
  );
  const program = 'k8s.io/kubernetes/cmd/kube-apiserver';
  go(work, ['get', '-tool', `${program}@v${version}`]);
  const stamp = `-s -X k8s.io/component-base/version.gitVersion=v${version}`;
  go(work, ['build', '-mod=mod', '-ldflags', stamp, '-o', target, program]);
}
