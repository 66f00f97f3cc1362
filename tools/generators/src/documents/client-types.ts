import { OPEN_ENUM, platformErrors, problemsOf, type ServiceContract } from '@edu/contract-kit';
import openApiTypes, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { format } from 'prettier';
import ts from 'typescript';

/** Folder of the types, from the root of the workspace. */
export const CLIENT_TYPES_FOLDER = 'libs/client/src/generated';

const HEAD = `// Generated from docs/api/openapi.json by \`npm run gen\`. Do not edit.
import type { UnknownValue } from '../unknown-value.ts';

`;

interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: Record<string, unknown>;
}

interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly { readonly $ref?: string }[];
  readonly requestBody?: object;
  readonly responses: Readonly<Record<string, { readonly content?: unknown }>>;
}

/**
 * What a caller in TypeScript needs of the OpenAPI document: routes, schemas by name, and the codes of
 * errors. Refusals all have one shape and are left out of the routes, as are examples and the headers
 * of answers.
 */
export async function clientTypes(
  openApi: unknown,
  contracts: readonly ServiceContract[],
): Promise<string> {
  const types = await openApiTypes(forCallers(openApi as Document), {
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    silent: true,
    // What has a default may be left out by whoever sends it.
    defaultNonNullable: false,
    transform: (schema) =>
      OPEN_ENUM in schema ? openUnion(schema[OPEN_ENUM] as readonly string[]) : undefined,
  });
  const text = HEAD + trimmed(astToString(types)) + errorCodes(contracts);
  return format(text, { parser: 'typescript', printWidth: 100, singleQuote: true });
}

/** The document with that alone of which types are made. */
function forCallers({ paths, components, ...rest }: Document): OpenAPI3 {
  const routes = Object.entries(paths).map(([path, operations]) => [
    path,
    Object.fromEntries(
      Object.entries(operations).map(([method, operation]) => [method, forCaller(operation)]),
    ),
  ]);
  const document = { ...rest, paths: Object.fromEntries(routes) as object, components };
  return withoutNotes(document) as OpenAPI3;
}

/** Browsers keep answers, and ask with it whether they are still good; no caller does. */
const IF_NONE_MATCH = '#/components/parameters/IfNoneMatch';

function forCaller({ summary, parameters = [], requestBody, responses }: Operation): object {
  const answers = Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .map(([status, { content }]) => [status, { description: '', content }]);
  return {
    summary,
    parameters: parameters.filter(({ $ref }) => $ref !== IF_NONE_MATCH),
    requestBody,
    responses: Object.fromEntries(answers) as object,
  };
}

/** Examples and formats make comments longer than they help. */
const NOTES = new Set(['example', 'examples', 'format']);

function withoutNotes(value: unknown, isNames = false): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutNotes(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => isNames || !NOTES.has(key));
  return Object.fromEntries(
    entries.map(([key, item]) => [key, withoutNotes(item, !isNames && key === 'properties')]),
  );
}

function openUnion(values: readonly string[]): ts.TypeNode {
  const { factory } = ts;
  return factory.createUnionTypeNode([
    ...values.map((value) => factory.createLiteralTypeNode(factory.createStringLiteral(value))),
    factory.createTypeReferenceNode('UnknownValue'),
  ]);
}

/** Without what says that there is nothing, and with schemas by their names. */
function trimmed(text: string): string {
  return text
    .replaceAll(/^ *\w+\??: never;\n/gm, '')
    .replaceAll(/^ *headers: \{\n *\[name: string\]: unknown;\n *\};\n/gm, '')
    .replaceAll(/^ *parameters: \{\n *\};\n/gm, '')
    .replaceAll(/components\["schemas"\]\["(\w+)"\]/g, '$1')
    .replaceAll(/^export type (webhooks|\$defs|operations|Parameter\w+) = .*\n/gm, '');
}

function errorCodes(contracts: readonly ServiceContract[]): string {
  const calls = contracts.flatMap(({ rpc }) => Object.values(rpc)).filter(({ http }) => http);
  const types = [...Object.values(platformErrors), ...calls.flatMap((call) => problemsOf(call))];
  const codes = [...new Set(types.map(({ code }) => code))].sort();
  return `/** What a refusal can be about, today. */
export type ErrorCode = ${codes.map((code) => `| '${code}'`).join('\n')};\n`;
}
