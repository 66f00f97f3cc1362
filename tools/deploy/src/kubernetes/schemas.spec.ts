import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Manifest } from './cluster.harness.ts';
import { kustomize, WORKSPACE } from './kubectl.harness.ts';
import { schemaErrors, unknownFields } from './schemas.harness.ts';

const FOLDERS = [
  'cluster',
  ...['dev', 'staging', 'prod'].flatMap((name) => [
    `overlays/${name}`,
    `overlays/${name}/migrations`,
  ]),
];
const manifests = FOLDERS.flatMap((folder) => kustomize(join(WORKSPACE, 'deploy/k8s', folder)));

it('fits the schemas of Kubernetes', async () => {
  expect((await Promise.all(manifests.map(schemaErrors))).flat()).toEqual([]);
});

it('has no field that Kubernetes does not know', { timeout: 30_000 }, () => {
  expect(unknownFields(manifests)).toEqual([]);
});

const service = (ports: object[], more: object = {}): Manifest =>
  ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'odd' },
    spec: { ports, ...more },
  }) as unknown as Manifest;

it('reports a wrong type, a missing field and an unknown one', { timeout: 30_000 }, async () => {
  expect(await schemaErrors(service([{ port: 'eighty' }]))).toEqual([
    expect.stringContaining('/spec/ports/0/port must be integer'),
  ]);
  expect(await schemaErrors(service([{ name: 'http' }]))).toHaveLength(1);
  expect(unknownFields([service([{ port: 80 }], { selektor: {} })])).toEqual([
    expect.stringMatching(/^Service odd: .*selektor.* does not exist/),
  ]);
});
