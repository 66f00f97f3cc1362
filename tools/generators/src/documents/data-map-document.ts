import {
  columnsOf,
  isPersonal,
  PLATFORM_DATA,
  type DataMap,
  type OtherTable,
  type PersonalTable,
} from '@edu/data-rights/data-map';
import type { DeclaredPlatform } from '@edu/deploy';

/** The document, by its path in the workspace. */
export const DATA_MAP = 'docs/data-map.md';

const INTRO = `# What is kept of persons

Made from \`apps/*/src/data-map.ts\` by \`npm run gen\`. A test reads the schema of every service and fails where a
column is not mapped; an export gives out, and an erasure erases, what stands here.

- **Personal**: what an export has. **Withheld**: personal too, and in no export: secrets, and copies of what another
  service gives out.
- **Erasure**: whether rows are deleted, columns emptied, or why rows stay. What stays has the id of the account
  alone, which leads to nobody once the account is gone: the pseudonym.
- Tables that are about nobody come last.
`;

/** What every service keeps of persons, what for, and for how long. */
export function dataMapDocument({ services }: DeclaredPlatform): string {
  const own = services.flatMap(({ name, dataMap }) =>
    dataMap ? [section(name, withoutPlatform(dataMap))] : [],
  );
  return [INTRO, ...own, section('Every service', PLATFORM_DATA)].join('\n');
}

const withoutPlatform = (map: DataMap): DataMap =>
  Object.fromEntries(Object.entries(map).filter(([name]) => !(name in PLATFORM_DATA)));

function section(title: string, map: DataMap): string {
  const tables = Object.entries(map);
  const personal = tables.flatMap(([name, table]) =>
    isPersonal(table) ? [[name, table] as const] : [],
  );
  const others = tables.flatMap(([name, table]) =>
    isPersonal(table) ? [] : [[name, table] as const],
  );
  const parts = [
    `## ${title}\n`,
    table(
      ['Table', 'What for', 'Personal', 'Withheld', 'Kept', 'Erasure'],
      personal.map(([name, mapped]) => personalRow(name, mapped)),
    ),
    ...(others.length > 0
      ? ['', table(['Table about nobody', 'What it is', 'Kept'], others.map(otherRow))]
      : []),
  ];
  return `${parts.join('\n')}\n`;
}

const personalRow = (
  name: string,
  { purpose, personal, withheld, retention, erase }: PersonalTable,
) => [`\`${name}\``, purpose, listed(personal), listed(withheld), retention, erasureOf(erase)];

const otherRow = ([name, { about, retention }]: readonly [string, OtherTable]) => [
  `\`${name}\``,
  about,
  retention ?? 'as long as the platform',
];

const listed = (columns?: string) =>
  columnsOf(columns)
    .map((column) => `\`${column}\``)
    .join(', ');

function erasureOf(erase: PersonalTable['erase']): string {
  if (erase === 'rows') return 'deleted';
  if ('keep' in erase) return `kept. ${erase.keep}`;
  return `emptied: ${listed(Object.keys(erase.set).join(' '))}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
