import { join } from 'node:path';
import ts from 'typescript';
import type { Manifest } from './cluster.harness.ts';
import { WORKSPACE } from './kubectl.harness.ts';

/** Where `kubernetes-models` keeps a kind: the folders of the package are the groups of the API. */
const moduleOf = ({ apiVersion, kind }: Manifest) => `kubernetes-models/${apiVersion}/${kind}`;

interface Model {
  validate(): void;
}

/**
 * What the schemas of Kubernetes do not allow: wrong types, formats and missing fields.
 * They allow fields that they do not know; `unknownFields` does not.
 */
export async function schemaErrors(manifest: Manifest): Promise<string[]> {
  const module = (await import(moduleOf(manifest))) as Record<
    string,
    new (data: Manifest) => Model
  >;
  try {
    new module[manifest.kind]!(manifest).validate();
    return [];
  } catch (error) {
    return [`${manifest.kind} ${manifest.metadata.name}: ${(error as Error).message}`];
  }
}

/**
 * Fields that Kubernetes does not know, and values that are none of those it does: each manifest is
 * a literal of its kind's type, and the compiler says what does not fit.
 */
export function unknownFields(manifests: readonly Manifest[]): string[] {
  const lines = manifests.map(
    (manifest, index) =>
      `const _${index}: import('${moduleOf(manifest)}').I${manifest.kind} = ${JSON.stringify(manifest)};`,
  );
  const file = join(WORKSPACE, 'tools/deploy/src/kubernetes/manifests-as-literals.ts');
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2024,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, version) =>
    name === file
      ? ts.createSourceFile(name, lines.join('\n'), version)
      : getSourceFile(name, version);
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file)!;
  return [
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source),
  ].map(({ messageText, start }) => {
    const { line } = source.getLineAndCharacterOfPosition(start!);
    const { kind, metadata } = manifests[line]!;
    return `${kind} ${metadata.name}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
