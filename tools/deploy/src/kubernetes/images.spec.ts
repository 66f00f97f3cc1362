import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { Cluster, type Workload } from './cluster.harness.ts';
import { kustomize, WORKSPACE } from './kubectl.harness.ts';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

const root = mkdtempSync(join(tmpdir(), 'educonnect-images-'));
const overlay = join(root, 'k8s/overlays/prod');
beforeAll(() => {
  for (const folder of ['k8s', 'nats']) {
    cpSync(join(WORKSPACE, 'deploy', folder), join(root, folder), { recursive: true });
  }
});
afterAll(() => rmSync(root, { recursive: true }));

const workloads = (): Workload[] =>
  new Cluster([...kustomize(overlay), ...kustomize(join(overlay, 'migrations'))]).workloads();
const imagesOf = (all: readonly Workload[]) =>
  new Set(all.flatMap(({ pod }) => pod.containers.map(({ image }) => image!)));

/** As deploy/release writes it. */
function pin(names: readonly string[]): void {
  writeFileSync(
    join(overlay, 'images/kustomization.yaml'),
    stringify({
      apiVersion: 'kustomize.config.k8s.io/v1alpha1',
      kind: 'Component',
      images: names.map((name) => ({
        name,
        newName: name.replace('registry.invalid', 'ghcr.io/educonnect'),
        digest: DIGEST,
      })),
    }),
  );
}

it('are all named by digest once images/ of the overlay says so, tags and all', () => {
  pin([...imagesOf(workloads())].map((image) => image.replace(/:[^/]*$/, '')));
  const pinned = [...imagesOf(workloads())];
  expect(pinned).toContain(`ghcr.io/educonnect/booking@${DIGEST}`);
  expect(pinned).toContain(`nats@${DIGEST}`);
  expect(pinned.filter((image) => !image.endsWith(`@${DIGEST}`))).toEqual([]);
});

it('of one service are pinned with its migration, and others are left alone', () => {
  pin(['registry.invalid/booking']);
  const pinned = workloads().filter(({ pod }) => pod.containers[0]!.image!.includes(DIGEST));
  expect(pinned.map(({ name }) => name).sort()).toEqual(['booking', 'migrate-booking']);
});

it('are looked at by the admission policy in every kind of container', () => {
  const policies = kustomize(join(WORKSPACE, 'deploy/k8s/cluster')) as unknown as {
    kind: string;
    spec: {
      matchConstraints: { resourceRules: { resources: string[] }[] };
      validations: { expression: string }[];
    };
  }[];
  const { spec } = policies.find(({ kind }) => kind === 'ValidatingAdmissionPolicy')!;
  const resources = spec.matchConstraints.resourceRules.flatMap((rule) => rule.resources);
  expect(resources).toEqual(expect.arrayContaining(['pods', 'pods/ephemeralcontainers']));
  const conditions = spec.validations.flatMap(({ expression }) => expression.split('&&'));
  for (const list of ['containers', 'initContainers', 'ephemeralContainers']) {
    const condition = conditions.find((text) => new RegExp(`\\b${list}\\b`).test(text));
    expect(condition ?? '', list).toContain(`container.image.matches('@sha256:`);
  }
});
