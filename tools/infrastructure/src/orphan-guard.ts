import { spawn } from 'node:child_process';
import type { ServerPlan } from './server-plan.ts';

// The shell's standard input is a pipe whose other end only the owner holds: `read` returns when
// the owner is gone, however it went. Before it sends a signal it looks whether the process id
// still is the server's, as the owner itself did on its way out in the usual case.
const script = `
pid=$1 folder=$2 stop=$3 kill=$4
is_ours() {
  kill -0 "$pid" 2>/dev/null || return 1
  if [ -d /proc/self ]; then
    case "$(readlink "/proc/$pid/cwd" 2>/dev/null)" in
      "$folder"|"$folder"/*) return 0 ;;
      *) return 1 ;;
    esac
  fi
  ps -o args= -p "$pid" | grep -qF -- "$folder"
}
read -r _
for signal in "$stop" "$kill" KILL; do
  is_ours || exit 0
  kill -s "$signal" "$pid"
  tries=0
  while [ "$tries" -lt 100 ]; do
    is_ours || exit 0
    sleep 0.1
    tries=$((tries + 1))
  done
done
`;

/**
 * Starts a small shell that stops the server when this process ends without having done so,
 * even by SIGKILL. The returned function dismisses it after the server has been stopped.
 */
export function guardServer(
  pid: number,
  plan: Pick<ServerPlan, 'folder' | 'stopSignal' | 'killSignal'>,
): () => void {
  const signals = [plan.stopSignal, plan.killSignal].map((name) => name.slice('SIG'.length));
  const args = ['-c', script, 'guard', String(pid), plan.folder, ...signals];
  const guard = spawn('/bin/sh', args, {
    cwd: '/',
    detached: true,
    env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin' },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Without a guard only the next start cleans up; no reason to refuse this one.
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  guard.unref();
  (guard.stdin as unknown as { unref(): void }).unref();
  return () => guard.stdin.destroy();
}
