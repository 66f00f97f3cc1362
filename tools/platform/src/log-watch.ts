import { basename, join } from 'node:path';
import { readFrom, sizeOf, troubleIn } from './service-log.ts';

const EVERY_MS = 500;
/** Lines of one service shown in one look; the log has them all. */
const SHOWN = 3;

/** Shows warnings and errors that services write to their logs, until it is stopped. */
export function watchLogs(
  logs: string,
  names: readonly string[],
  show: (line: string) => void,
): () => void {
  const ends = new Map(names.map((name) => [join(logs, `${name}.log`), 0]));
  for (const path of ends.keys()) ends.set(path, sizeOf(path));
  const look = () => {
    for (const [path, seen] of ends) {
      const size = sizeOf(path);
      if (size === seen) continue;
      // A smaller file is a new one: the old was set aside.
      const { text, end } = readFrom(path, size < seen ? 0 : seen);
      ends.set(path, end);
      const trouble = text.split('\n').flatMap((line) => troubleIn(line) ?? []);
      const name = basename(path, '.log');
      for (const line of trouble.slice(0, SHOWN)) show(`${name} ${line}`);
      if (trouble.length > SHOWN) show(`${name} … ${trouble.length - SHOWN} more in ${path}`);
    }
  };
  const timer = setInterval(look, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
