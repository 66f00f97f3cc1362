import type { RoutedRpc } from '@edu/contracts-registry';
import { sampleOf } from './samples.ts';

/** A request that must be refused, whoever sends it. */
export interface BadBody {
  readonly what: string;
  readonly body: string;
  readonly contentType?: string;
}

const JSON_TYPE = 'application/json';
/** Wrong somewhere: what a field happens to take is left out. */
const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  -1,
  1.5,
  1e21,
  '',
  '\u202e',
  'x'.repeat(5_000),
  "' OR 1=1 --",
  '{{7*7}}',
  [],
  [null],
  {},
  { $ne: null },
];

/** Everything that no write route may take. */
export function badBodies(rpc: RoutedRpc): BadBody[] {
  const sample = bodyOf(rpc);
  const text = JSON.stringify(sample);
  return [
    { what: 'JSON cut short', body: text.slice(0, -1) || '{' },
    { what: 'a trailing comma', body: '{"a":1,}' },
    { what: 'no JSON at all', body: 'undefined' },
    { what: 'single quotes', body: "{'a':1}" },
    { what: 'an array', body: '[]' },
    { what: 'a string', body: '"text"' },
    { what: 'a number', body: '1e400' },
    { what: 'two megabytes', body: withField(sample, 'big', JSON.stringify('x'.repeat(2 ** 21))) },
    { what: 'a depth of 10 000', body: withField(sample, 'deep', nested(10_000)) },
    { what: '100 000 keys', body: withField(sample, 'many', manyKeys(100_000)) },
    { what: '2 000 keys', body: withField(sample, 'many', manyKeys(2_000)) },
    { what: 'an unknown field', body: withField(sample, 'isAdmin', 'true') },
    { what: '__proto__', body: withField(sample, '__proto__', '{"isAdmin":true}') },
    { what: 'constructor', body: withField(sample, 'constructor', '{"prototype":{"a":1}}') },
    { what: 'NUL in a name', body: withField(sample, '\\u0000', '1') },
    { what: 'NUL in a text', body: withField(sample, 'text', '"a\\u0000b"') },
    { what: 'a lone surrogate', body: withField(sample, 'text', '"\\ud800"') },
    ...['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'nonsense'].map(
      (contentType) => ({ what: `sent as ${contentType}`, body: text, contentType }),
    ),
    ...badFields(rpc, sample),
  ];
}

/** Each field missing, of wrong types, and with text that cannot be stored. */
function badFields(rpc: RoutedRpc, sample: Record<string, unknown>): BadBody[] {
  const pathFields = Object.entries(sampleOf(rpc)).filter(([name]) => !(name in sample));
  const fromPath = Object.fromEntries(pathFields);
  const isRefused = (body: object) => !rpc.input.safeParse({ ...body, ...fromPath }).success;
  return Object.keys(sample).flatMap((field) => {
    const { [field]: value, ...others } = sample;
    const odd = ODD_VALUES.map((wrong) => ({ what: `${field}: ${show(wrong)}`, wrong }))
      .filter(({ wrong }) => isRefused({ ...others, [field]: wrong }))
      .map(({ what, wrong }) => ({ what, body: JSON.stringify({ ...others, [field]: wrong }) }));
    const unstorable = ['"a\\u0000b"', '"\\udfff"'].map((wrong) => ({
      what: `${field}: ${wrong}`,
      body: withField(others, field, wrong),
    }));
    return [
      ...(isRefused(others) ? [{ what: `${field} missing`, body: JSON.stringify(others) }] : []),
      ...odd,
      ...(typeof value === 'string' ? unstorable : []),
      { what: `${field}: infinite`, body: withField(others, field, '1e400') },
    ];
  });
}

/** What of the sample travels in the body. */
export function bodyOf(rpc: RoutedRpc): Record<string, unknown> {
  const fields = Object.entries(sampleOf(rpc)).filter(
    ([name]) => !rpc.http.path.includes(`{${name}}`),
  );
  return Object.fromEntries(fields);
}

/** As text, since objects cannot hold all of these names and values. */
function withField(sample: object, name: string, value: string): string {
  const rest = JSON.stringify(sample).slice(1, -1);
  return `{"${name}":${value}${rest ? `,${rest}` : ''}}`;
}

function nested(depth: number): string {
  return '['.repeat(depth) + ']'.repeat(depth);
}

function manyKeys(count: number): string {
  const keys = Array.from({ length: count }, (_, index) => `"k${index}":0`);
  return `{${keys.join()}}`;
}

function show(value: unknown): string {
  return JSON.stringify(value).slice(0, 30);
}

export const contentTypeOf = ({ contentType = JSON_TYPE }: BadBody) => contentType;
