import type { PageReport } from './page-report.ts';

const NAME = /^[A-Za-z]\w{0,59}$/;
/** Line and column of one of our scripts. */
const PLACE = /\/assets\/([\w.-]{1,64}):(\d{1,9}):(\d{1,9})/;

/**
 * What is kept of an error: its name and where in our scripts it happened. Its message may hold words
 * of people.
 *
 * @param at address, line and column as the browser says them, for errors without a stack
 */
export function errorReport(error: unknown, route: string, at = ''): PageReport {
  const { name, stack } = error instanceof Error ? error : {};
  const [, script, line, column] = PLACE.exec(`${stack}\n${at}`) ?? [];
  return {
    kind: 'error',
    name: name && NAME.test(name) ? name : 'other',
    route,
    ...(script && { script, line: Number(line), column: Number(column) }),
  };
}
