import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  breakingChanges,
  committedDocuments,
  renderedDocuments,
  schemasOf,
  type Documents,
} from '@edu/generators';

let now: Documents;
const committed = committedDocuments();

beforeAll(async () => {
  now = await renderedDocuments();
}, 30_000);

describe('the contracts', () => {
  it('change compatibly: a breaking change needs a new version', () => {
    expect(breakingChanges(schemasOf(committed), schemasOf(now))).toEqual([]);
  });

  it('are what the rendered documents say; if not: npm run gen', () => {
    expect([...committed.keys()].sort()).toEqual([...now.keys()].sort());
    const outdated = [...now.keys()].filter((path) => now.get(path) !== committed.get(path));
    expect(outdated).toEqual([]);
  });

  it('are all in the registry', () => {
    const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'registry')
      .map(({ name }) => name);
    expect(schemasOf(now).map(({ service }) => service)).toEqual(folders.sort());
  });
});

interface Operation {
  readonly operationId?: string;
  readonly responses?: Readonly<Record<string, unknown>>;
}

describe('the OpenAPI document', () => {
  it('gives every operation a name of its own and an answer', () => {
    const { paths } = JSON.parse(now.get('docs/api/openapi.json')!) as {
      paths: Record<string, Record<string, Operation>>;
    };
    const operations = Object.values(paths).flatMap((path) => Object.values(path));
    const names = operations.map(({ operationId }) => operationId);
    expect(names.length).toBeGreaterThan(0);
    expect(new Set(names).size).toBe(names.length);
    for (const { operationId, responses = {} } of operations) {
      expect(Object.keys(responses), operationId).toContainEqual(
        expect.stringMatching(/^(2\d\d|303)$/),
      );
    }
  });
});
