import { readFileSync } from 'node:fs';
import { InfrastructureError } from './infrastructure-error.ts';
import { requirements, type ServerName } from './requirements.ts';
import { capture, runLogged } from './run-command.ts';

/** How to become root here: not at all needed, through sudo without a password, or impossible. */
export type RootAccess = 'root' | 'sudo' | 'none';

/** Why the distribution's packages cannot be used, or how they can. */
export async function findRootAccess(env: NodeJS.ProcessEnv): Promise<RootAccess> {
  const apt = await capture('apt-get', ['--version'], { env });
  if (apt.code !== 0) return 'none';
  if (process.getuid?.() === 0) return 'root';
  const sudo = await capture('sudo', ['-n', 'true'], { env });
  return sudo.code === 0 ? 'sudo' : 'none';
}

/**
 * The newest PostGIS package for PostgreSQL 15 or newer in the output of `apt-cache search`;
 * undefined when the distribution has none.
 */
export function newestPostgis(searchOutput: string): string | undefined {
  const majors = [...searchOutput.matchAll(/^postgresql-(\d+)-postgis-3\b(?!-)/gm)]
    .map((match) => Number(match[1]))
    .filter((major) => major >= requirements.postgres.minimum[0]);
  return majors.length > 0 ? `postgresql-${Math.max(...majors)}-postgis-3` : undefined;
}

/**
 * The shell script, to be run as root, that installs packages without any of their services
 * being started, now or at the next boot. A service that was installed before is somebody's and
 * stays as it is. What it puts aside for that is undone at its end, also
 * when it is interrupted; a policy the machine has already is left alone.
 */
export function installScript(packages: readonly string[]): string {
  const services = packages.filter((name) => name === 'redis-server' || name === 'nats-server');
  return `set -eu
export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 APT_LISTCHANGES_FRONTEND=none LC_ALL=C.UTF-8
policy=/usr/sbin/policy-rc.d
cluster=/etc/postgresql-common/createcluster.d/educonnect.conf
undo=
trap 'for file in $undo; do rm -f "$file"; done' EXIT
trap 'exit 130' INT TERM HUP
if [ ! -e "$policy" ] && [ ! -L "$policy" ]; then
  undo="$undo $policy"
  printf '#!/bin/sh\\nexit 101\\n' > "$policy"
  chmod 755 "$policy"
fi
if [ ! -e "$cluster" ]; then
  mkdir -p "\${cluster%/*}"
  undo="$undo $cluster"
  echo 'create_main_cluster = false' > "$cluster"
fi
new=
for service in ${services.join(' ')}; do
  [ "$(dpkg-query -W -f '\${db:Status-Status}' "$service" 2>/dev/null)" = installed ] || new="$new $service"
done
apt-get -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 install -y --no-install-recommends ${packages.join(' ')}
for service in $new; do
  if command -v systemctl >/dev/null; then
    if [ -d /run/systemd/system ]; then systemctl disable --now "$service" || true
    else systemctl disable "$service" || true; fi
  elif command -v update-rc.d >/dev/null; then update-rc.d "$service" disable || true; fi
done
`;
}

/**
 * The shell script, to be run as root, that reads the package lists anew. apt-get waits for the lock
 * of the packages but not for that of the lists, which a machine that has just started often holds
 * for its own updates: asked again here, for five minutes.
 */
export function updateScript(pauseSeconds = 2): string {
  return `set -u
output=$(mktemp)
trap 'rm -f "$output"' EXIT
left=${Math.ceil(300 / pauseSeconds)}
while :; do
  code=0
  LC_ALL=C.UTF-8 apt-get -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 update >"$output" 2>&1 || code=$?
  cat "$output"
  [ "$code" != 0 ] || exit 0
  grep -q 'Could not get lock' "$output" && [ "$left" -gt 0 ] || exit "$code"
  left=$((left - 1))
  sleep ${pauseSeconds}
done
`;
}

/** Runs a shell script as root, its output in the log. Replaced in tests. */
export type RunAsRoot = (what: string, script: string) => Promise<void>;

/** RunAsRoot on this machine. */
export function rootRunner(
  access: Exclude<RootAccess, 'none'>,
  env: NodeJS.ProcessEnv,
  log: string,
): RunAsRoot {
  const todo =
    'see the log; on Ubuntu the component "universe" must be enabled. ' +
    'Or install the servers by hand, or name running ones in the environment';
  return async (what, script) => {
    const shell = ['/bin/sh', '-c', script];
    const [command, args] = access === 'sudo' ? ['sudo', ['-n', ...shell]] : ['env', shell];
    await runLogged(what, command, args, { env, log, todo, cwd: '/', timeoutMs: 1_800_000 });
  };
}

/**
 * Installs the packages of the missing servers.
 *
 * @param search gives the output of `apt-cache search` for PostGIS packages
 * @throws InfrastructureError when apt fails or the distribution has no PostgreSQL that will do
 */
export async function installPackages(
  names: readonly ServerName[],
  runAsRoot: RunAsRoot,
  search: () => Promise<string>,
  progress: (line: string) => void,
): Promise<void> {
  progress('Reading the package lists (apt-get update)');
  await runAsRoot('apt-get update', updateScript());
  const packages: string[] = [];
  if (names.includes('postgres')) {
    const postgis = newestPostgis(await search());
    if (!postgis) {
      throw new InfrastructureError(
        `${distribution()} has no package of PostgreSQL 15 or newer with PostGIS 3.`,
        { todo: 'add the packages of apt.postgresql.org, or set EDU_POSTGRES_URL' },
      );
    }
    packages.push(postgis);
  }
  if (names.includes('redis')) packages.push('redis-server');
  if (names.includes('nats')) packages.push('nats-server');
  progress(`Installing ${packages.join(', ')} (apt-get)`);
  const started = Date.now();
  const ticker = setInterval(() => {
    progress(`Still installing packages (${Math.round((Date.now() - started) / 1000)} s)`);
  }, 10_000);
  try {
    await runAsRoot('apt-get install', installScript(packages));
  } finally {
    clearInterval(ticker);
  }
}

/** Names the PostGIS packages the distribution offers. */
export async function searchPostgis(env: NodeJS.ProcessEnv): Promise<string> {
  const pattern = '^postgresql-[0-9]+-postgis-3$';
  return (await capture('apt-cache', ['search', '--names-only', pattern], { env })).output;
}

function distribution(): string {
  try {
    const text = readFileSync('/etc/os-release', 'utf8');
    return /^PRETTY_NAME="?(.*?)"?$/m.exec(text)?.[1] ?? 'This distribution';
  } catch {
    return 'This distribution';
  }
}
