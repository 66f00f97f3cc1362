import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { WORKSPACE } from '@edu/database';
import { schemasOf } from './documents/api-documents.ts';
import { breakingChanges } from './documents/breaking-changes.ts';
import { committedDocuments, renderedDocuments } from './documents/documents.ts';

const HELP = `Writes what is made from the contracts and deploy/services.yaml: docs/api (OpenAPI, JSON Schemas),
docs/authorisation.md, docs/data-map.md, the types and rules of fields of libs/client, and below deploy/ the permissions, manifests
and dashboards.

  npm run gen [-- --check | --accept-breaking]

  --check             writes nothing, and fails when the committed documents are not what they should be
  --accept-breaking   also when a change breaks callers or consumers: before the first release only
`;

const say = (...lines: string[]) => process.stdout.write(`${lines.join('\n')}\n`);

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean' },
      'accept-breaking': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    say(HELP);
    return true;
  }
  const committed = committedDocuments();
  const now = await renderedDocuments();
  const changed = [...now.keys()].filter((path) => now.get(path) !== committed.get(path));
  const gone = [...committed.keys()].filter((path) => !now.has(path));

  const breaking = breakingChanges(schemasOf(committed), schemasOf(now));
  if (breaking.length > 0 && !values['accept-breaking']) {
    say(
      'These changes break callers or consumers; promise them under a new version (….v2) instead:',
      ...breaking.map((change) => `  ${change}`),
      'before the first release: npm run gen -- --accept-breaking',
    );
    return false;
  }
  if (values.check) {
    if (changed.length + gone.length === 0) {
      say(`all ${now.size} documents are up to date`);
      return true;
    }
    say(
      'These documents are not what the contracts and deploy/services.yaml say now:',
      ...[...changed, ...gone].map((path) => `  ${path}`),
      'to do: npm run gen',
    );
    return false;
  }
  for (const path of changed) {
    const file = join(WORKSPACE, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, now.get(path)!);
  }
  for (const path of gone) rmSync(join(WORKSPACE, path));
  say(
    ...changed.map((path) => `wrote ${path}`),
    ...gone.map((path) => `removed ${path}`),
    `all ${now.size} documents are up to date`,
  );
  return true;
}

process.exitCode = (await main()) ? 0 : 1;
