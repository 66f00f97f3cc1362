import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { ROOT, type Project } from './workspace.ts';

/** For each file, the files that it imports, types included: a reader has to follow those as well. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

export function importGraph(
  files: readonly string[],
  projects: readonly Project[],
  read = (file: string) => readFileSync(join(ROOT, file), 'utf8'),
): ImportGraph {
  const entries = new Map(
    projects.flatMap(({ name, dir, exports = {} }) =>
      Object.entries(exports).map(([key, path]) => [join(name, key), join(dir, path)] as const),
    ),
  );
  const resolve = (from: string, specifier: string) =>
    specifier.startsWith('.') ? normalize(join(dirname(from), specifier)) : entries.get(specifier);
  return new Map(
    files.map((file) => [
      file,
      imports(file, read(file)).flatMap((specifier) => resolve(file, specifier) ?? []),
    ]),
  );
}

function imports(file: string, text: string): string[] {
  const { statements } = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  return statements.flatMap((statement) => {
    const from =
      ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)
        ? statement.moduleSpecifier
        : undefined;
    return from && ts.isStringLiteral(from) ? [from.text] : [];
  });
}

/** Cycles, one for each file that closes one: `a.ts → b.ts → a.ts`. */
export function cycles(graph: ImportGraph): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string) => {
    const start = path.indexOf(file);
    if (start >= 0) found.push([...path.slice(start), file].join(' → '));
    if (start >= 0 || done.has(file)) return;
    path.push(file);
    for (const next of graph.get(file) ?? []) visit(next);
    path.pop();
    done.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return found;
}
