import { bench } from './bench.ts';
import { SCALES, type RunCommand } from './cli-options.ts';
import type { BenchResult } from './report/result.ts';
import { ms } from './report/scenario-lines.ts';
import { textTable } from './report/text-table.ts';

/** Paths whose data grows with the listings. */
const GROWING = ['search', 'search-wide', 'search-none', 'slots', 'booking'];

/**
 * The same rates on more and more rows. @returns a result for each scale
 */
export async function growth(
  options: RunCommand,
  say: (line: string) => void,
): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  const only = options.only ?? GROWING;
  for (const listings of Object.values(SCALES)) {
    say(`${listings} listings`);
    results.push(await bench({ ...options, only, listings, floors: false }, say));
  }
  return results;
}

/** P95 of each path by scale; where it grows faster than the rows it says so. */
export function growthText(results: readonly BenchResult[]): string {
  const names = results[0]!.scenarios.map(({ name }) => name);
  const rows = names.map((name) => {
    const p95 = results.map(
      ({ scenarios }) =>
        scenarios.find((each) => each.name === name)!.streams.find((s) => s.name === name)!.p95
          .median,
    );
    const fastest = Math.max(
      ...p95.slice(1).map((value, index) => {
        const rowsGrew = results[index + 1]!.options.listings / results[index]!.options.listings;
        return value / p95[index]! / rowsGrew;
      }),
    );
    return [name, ...p95.map(ms), fastest > 1 ? 'faster than the rows' : ''];
  });
  const headings = results.map(({ options }) => options.listings.toLocaleString('en'));
  return textTable(['P95 ms', ...headings, ''], rows);
}
