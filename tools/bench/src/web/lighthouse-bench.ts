import { addressOf, demoProvider, publicRoutes } from '@edu/browser';
import { withPlatform } from '@edu/platform/with-platform';
import { textTable } from '../report/text-table.ts';
import { chromiumOfMachine } from './chromium-of-machine.ts';
import { Lighthouse, type LighthouseCategory, type LighthouseResult } from './lighthouse.ts';

/** What people find by a search engine, or are sent a link to. */
const JUDGED = ['home', 'search', 'provider'];
/** The least that we are content with. */
const AIMS: Readonly<Record<LighthouseCategory, number>> = {
  performance: 90,
  accessibility: 100,
  'best-practices': 100,
  seo: 95,
};
const categories = Object.keys(AIMS) as LighthouseCategory[];

export type Judged = LighthouseResult & { readonly name: string };

/**
 * Lets Lighthouse judge the pages that everybody sees first, on a platform of its own.
 *
 * @param dataDir where Lighthouse is installed
 */
export async function lighthouseBench(
  dataDir: string,
  say: (line: string) => void,
): Promise<readonly Judged[]> {
  const lighthouse = await Lighthouse.install(dataDir, await chromiumOfMachine(say), say);
  return withPlatform({ demo: true, progress: say }, async ({ url }) => {
    const provider = await demoProvider(url);
    const judged: Judged[] = [];
    for (const { name, path } of publicRoutes.filter((route) => JUDGED.includes(route.name))) {
      say(`Judging ${name}`);
      const address = url + addressOf(path, 'fr', provider);
      judged.push({ name, ...(await lighthouse.judge(address)) });
    }
    return judged;
  });
}

/** The pages that miss an aim. */
export const belowAims = (judged: readonly Judged[]): readonly Judged[] =>
  judged.filter(({ scores }) => categories.some((name) => scores[name] < AIMS[name]));

export function lighthouseSummary(judged: readonly Judged[]): string {
  const aims = ['aim', ...categories.map((name) => String(AIMS[name]))];
  const rows = judged.map(({ name, scores }) => [name, ...categories.map((c) => `${scores[c]}`)]);
  const costs = judged.flatMap(({ name, costs }) => costs.map((cost) => `  ${name}: ${cost}`));
  return [
    'Lighthouse, on its throttled phone:',
    textTable(['', ...categories], [...rows, aims]),
    ...(costs.length > 0 ? ['', 'What costs points:', ...costs] : []),
  ].join('\n');
}
