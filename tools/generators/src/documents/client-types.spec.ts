import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE } from '@edu/database';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { CLIENT_TYPES_FOLDER, clientTypes } from './client-types.ts';

const CALLER = join(WORKSPACE, 'libs/client/src/made-up-caller.ts');
const SOURCE = `import { type createClient, newIntent } from './client.ts';

export async function book(api: ReturnType<typeof createClient>) {
  const body = { providerId: 'p', startsAt: '2027-01-04T10:00:00.000Z' };
  const { price } = await api.post('/api/v1/bookings', { body, intent: newIntent() });
  return price.amount;
}
`;

interface Schema {
  readonly properties: Record<string, object>;
  required: string[];
}
interface Document {
  readonly paths: Record<string, Record<string, object>>;
  readonly components: { readonly schemas: Record<string, Schema> };
}

/** By path: most files are the same each time. */
const parsed = new Map<string, ts.SourceFile>();

/** What the compiler says to a caller when the document is changed. */
async function complaints(change: (document: Document) => void): Promise<string[]> {
  const document = JSON.parse(
    readFileSync(join(WORKSPACE, 'docs/api/openapi.json'), 'utf8'),
  ) as Document;
  change(document);
  const texts = new Map([
    [CALLER, SOURCE],
    [join(WORKSPACE, CLIENT_TYPES_FOLDER, 'api.ts'), await clientTypes(document, [])],
  ]);
  const { config } = ts.readConfigFile(join(WORKSPACE, 'tsconfig.base.json'), (path) =>
    ts.sys.readFile(path),
  ) as { config: { compilerOptions: object } };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, WORKSPACE);
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.getSourceFile = (path, target) => {
    const same = texts.has(path) ? undefined : parsed.get(path);
    if (same) return same;
    const text = host.readFile(path);
    if (text === undefined) return undefined;
    const file = ts.createSourceFile(path, text, target);
    parsed.set(path, file);
    return file;
  };
  const program = ts.createProgram([CALLER], options, host);
  const file = program.getSourceFile(CALLER)!;
  return program
    .getSemanticDiagnostics(file)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('the types of the client', () => {
  it('fit a caller of today', async () => {
    expect(await complaints(() => undefined)).toEqual([]);
  });

  it('refuse a caller who reads a field that is gone', async () => {
    const said = await complaints(({ components }) => {
      delete components.schemas['Booking']!.properties['price'];
    });
    expect(said.join()).toContain(`Property 'price' does not exist`);
  });

  it('refuse a caller who does not send a field that is needed now', async () => {
    const said = await complaints(({ components }) => {
      components.schemas['CreateBooking']!.required.push('subject');
    });
    expect(said.join()).toContain(`'subject'`);
  });

  it('refuse a caller of a route that is gone', async () => {
    const said = await complaints(({ paths }) => {
      delete paths['/api/v1/bookings']!['post'];
    });
    expect(said.join()).toContain(`'"/api/v1/bookings"'`);
  });

  it('leave open what will grow, and name the codes of the platform', async () => {
    const document = JSON.parse(
      readFileSync(join(WORKSPACE, 'docs/api/openapi.json'), 'utf8'),
    ) as Document;
    const text = await clientTypes(document, []);
    expect(text).toMatch(/BookingState:[^;]+'refunded'\s+\| UnknownValue;/);
    expect(text).toMatch(/BookingStateInput:[^;]+'refunded';/);
    expect(text).toMatch(/export type ErrorCode =[^;]+'platform.timeout'/);
  });
});
