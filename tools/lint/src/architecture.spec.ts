import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cycles, importGraph } from './import-graph.ts';
import { projects, ROOT, sourceFiles, type Project } from './workspace.ts';

const all = projects();
const files = ['apps', 'libs', 'tools'].flatMap((folder) => sourceFiles(folder));

describe('cycles', () => {
  // It reads every source file, which a busy machine takes its time for.
  it('are in no import of the workspace', { timeout: 60_000 }, () => {
    const graph = importGraph(files, all);
    expect([...graph.values()].flat().length).toBeGreaterThan(files.length);
    expect(cycles(graph)).toEqual([]);
  });

  it('are found through files, through projects and through types', () => {
    const texts: Record<string, string> = {
      'apps/a/one.ts': `import { x } from './two.ts';`,
      'apps/a/two.ts': `import type { y } from './one.ts';\nimport { z } from '@edu/lib/deep';`,
      'libs/b/deep.ts': `export { x } from './deeper.ts';`,
      'libs/b/deeper.ts': `import './deep.ts';\nexport type { y } from '../../apps/a/one.ts';`,
    };
    const lib = { dir: 'libs/b', name: '@edu/lib', exports: { './deep': './deep.ts' } };
    const graph = importGraph(Object.keys(texts), [lib], (file) => texts[file]!);
    expect(graph.get('apps/a/two.ts')).toEqual(['apps/a/one.ts', 'libs/b/deep.ts']);
    expect(cycles(graph)).toEqual([
      'apps/a/one.ts → apps/a/two.ts → apps/a/one.ts',
      'libs/b/deep.ts → libs/b/deeper.ts → libs/b/deep.ts',
      'apps/a/one.ts → apps/a/two.ts → libs/b/deep.ts → libs/b/deeper.ts → apps/a/one.ts',
    ]);
  });
});

describe('names', () => {
  it('say what is inside: no common, shared, utils, helpers or core', () => {
    const drawer = /(^|\/)(commons?|shared|utils?|helpers?|core|misc)(\/|\.)/;
    const folders = all.map(({ dir }) => `${dir}/`);
    expect([...files, ...folders].filter((path) => drawer.test(path))).toEqual([]);
  });

  it('have no index in an app', () => {
    expect(files.filter((file) => /^apps\/.*\/index\.\w+$/.test(file))).toEqual([]);
  });

  it('are kebab-case', () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$/;
    expect(files.filter((file) => !kebab.test(basename(file)))).toEqual([]);
  });
});

describe('every project', () => {
  const isContract = ({ dir }: Project) => dir.startsWith('libs/contracts/');
  const dirsOf = (wrong: (project: Project) => boolean) => all.filter(wrong).map(({ dir }) => dir);

  it('is private, a module, and named after its folder', () => {
    const named = (project: Project) =>
      `@edu/${isContract(project) ? 'contracts-' : ''}${basename(project.dir)}`;
    expect(dirsOf((p) => p.name !== named(p) || p.private !== true || p.type !== 'module')).toEqual(
      [],
    );
  });

  it('has one kind and one scope: a service’s own, or the platform', () => {
    const kind = /^type:(app|web|contract|registry|kit|client|ui|platform|testing|tool)$/;
    const right = (project: Project) => {
      const [type = '', scope, ...more] = project.nx?.tags ?? [];
      const own = ['type:app', 'type:web', 'type:contract'].includes(type);
      return (
        kind.test(type) &&
        (type === 'type:contract' || type === 'type:registry') === isContract(project) &&
        scope === (own ? `scope:${basename(project.dir)}` : 'scope:platform') &&
        more.length === 0
      );
    };
    expect(dirsOf((project) => !right(project))).toEqual([]);
  });

  it('is imported through one entry when it is a library, and never when it is an app', () => {
    expect(dirsOf(({ dir, exports = {} }) => dir.startsWith('apps/') && '.' in exports)).toEqual(
      [],
    );
    expect(dirsOf(({ dir, exports = {} }) => dir.startsWith('libs/') && !('.' in exports))).toEqual(
      [],
    );
  });

  it('that has tests runs them as its `test`, for `nx affected -t test`', () => {
    const tested = ({ dir }: Project) =>
      files.some((file) => file.startsWith(`${dir}/`) && file.endsWith('.spec.ts'));
    const script = (dir: string) => `vitest run --root ${dir.replaceAll(/[^/]+/g, '..')} ${dir}`;
    expect(dirsOf((p) => tested(p) && p.scripts?.['test'] !== script(p.dir))).toEqual([]);
  });
});

describe('SQL', () => {
  const sources = files.filter(
    (file) => /^(apps|libs)\/.*\.ts$/.test(file) && !/\.(spec|harness)\.ts$/.test(file),
  );
  const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
  /** A fourth position or a later one, followed as values are. */
  const BY_NUMBER = /\$(?:[4-9]|[1-9]\d+)(?=::|[\s,)`]|$)/m;

  it('has names for its parameters: three positions at most', () => {
    expect(BY_NUMBER.test('VALUES ($1, $4::uuid)') && BY_NUMBER.test('LIMIT $16')).toBe(true);
    expect(sources.filter((file) => BY_NUMBER.test(read(file)))).toEqual([]);
  });

  it('of a service is cleared by the service: a database comes with the work that purges it', () => {
    const modules = sources.filter((file) => file.endsWith('/app.module.ts')).map(read);
    const withDatabase = modules.filter((text) => text.includes('PersistenceModule.for('));
    expect(withDatabase.length).toBeGreaterThan(5);
    expect(withDatabase.filter((text) => !/^ {4}WorkModule,$/m.test(text))).toEqual([]);
  });
});
