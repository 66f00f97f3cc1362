import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE } from '@edu/database';
import ts from 'typescript';

const CLIENT = join(WORKSPACE, 'libs/client');

/** The compiler rewrites these in JavaScript alone. */
const RELATIVE = /from '(\.[^']*)\.ts'/g;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/**
 * Makes the folder that is published as `@edu/client`: JavaScript, declarations, README. It needs
 * nothing of the workspace.
 *
 * @throws Error with what the compiler says
 */
export function buildClientPackage(outDir: string): void {
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  compile(join(outDir, 'dist'));
  const manifest = JSON.parse(readFileSync(join(CLIENT, 'package.json'), 'utf8')) as Manifest;
  writeFileSync(join(outDir, 'package.json'), `${JSON.stringify(published(manifest), null, 2)}\n`);
  cpSync(join(CLIENT, 'README.md'), join(outDir, 'README.md'));
}

function published({ name, version, description, dependencies }: Manifest): object {
  return {
    name,
    version,
    description,
    license: 'UNLICENSED',
    type: 'module',
    sideEffects: false,
    exports: { '.': entry('client'), './fields': entry('generated/fields') },
    files: ['dist'],
    engines: { node: '>=20' },
    dependencies,
  };
}

const entry = (name: string) => ({
  types: `./dist/${name}.d.ts`,
  default: `./dist/${name}.js`,
});

function compile(outDir: string): void {
  const { config } = ts.readConfigFile(join(WORKSPACE, 'tsconfig.base.json'), (path) =>
    ts.sys.readFile(path),
  ) as { config: { compilerOptions: object } };
  const options = {
    ...config.compilerOptions,
    // What old phones' browsers know; whoever bundles it may go lower.
    target: 'es2022',
    noEmit: false,
    declaration: true,
    rewriteRelativeImportExtensions: true,
    rootDir: join(CLIENT, 'src'),
    outDir,
  };
  const parsed = ts.convertCompilerOptionsFromJson(options, WORKSPACE);
  const entries = ['client.ts', 'generated/fields.ts'].map((file) => join(CLIENT, 'src', file));
  const program = ts.createProgram(entries, parsed.options);
  const { diagnostics } = program.emit(undefined, (path, text) => {
    const isTypes = path.endsWith('.d.ts');
    ts.sys.writeFile(path, isTypes ? text.replaceAll(RELATIVE, "from '$1.js'") : text);
  });
  const errors = [...parsed.errors, ...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (errors.length === 0) return;
  const host = {
    getCanonicalFileName: (name: string) => name,
    getCurrentDirectory: () => WORKSPACE,
    getNewLine: () => '\n',
  };
  throw new Error(ts.formatDiagnostics(errors, host));
}
