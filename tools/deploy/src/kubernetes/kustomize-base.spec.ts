import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeployedService, Variable } from '../deployed-service.ts';
import { Cluster } from './cluster.harness.ts';
import { kustomize } from './kubectl.harness.ts';
import { kubernetesRendering } from './kustomize-base.ts';

const variable = (name: string, more: Partial<Variable> = {}): Variable => ({
  name,
  required: true,
  secret: true,
  ...more,
});

const service = (name: string, more: Partial<DeployedService> = {}): DeployedService => ({
  name,
  isEdge: false,
  isWeb: false,
  usesNats: true,
  schema: undefined,
  usesRedis: false,
  serves: [],
  routes: [],
  calls: [],
  publishes: [],
  follows: {},
  subscribes: [],
  egress: [],
  env: {},
  slos: [],
  variables: [variable('NATS_URL')],
  pool: 4,
  cpu: 100,
  memory: 192,
  scaling: { min: 2, max: 6, inFlight: 32 },
  ...more,
});

const gateway = service('gateway', { isEdge: true });
const tutoring = service('tutoring', {
  schema: 'tutoring',
  usesRedis: true,
  egress: ['api.example.com:443', 'mail.example.com:465', 'other.example.com:443'],
  env: { LANGUAGES: 'fr en' },
  variables: [
    variable('NATS_URL'),
    variable('DATABASE_URL'),
    variable('TUTORING_SECRET', { required: false }),
    variable('LANGUAGES', { secret: false }),
    variable('LEVEL', { secret: false, required: false }),
  ],
  pool: 7,
  memory: 400,
  scaling: { min: 3, max: 9, inFlight: 20 },
});

const folder = mkdtempSync(join(tmpdir(), 'educonnect-base-'));
let base: Cluster;
let migrations: Cluster;
beforeAll(() => {
  for (const [path, text] of kubernetesRendering.render([gateway, tutoring])) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  base = new Cluster(kustomize(folder));
  migrations = new Cluster(kustomize(join(folder, 'migrations')));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('one more service', () => {
  it('is everything that a service is, without another edit', () => {
    const kinds = [...base.manifests, ...migrations.manifests]
      .filter(({ metadata }) => /^(migrate-)?tutoring(-|$)/.test(metadata.name))
      .map(({ kind }) => kind);
    expect(kinds.sort()).toEqual([
      'ConfigMap',
      'Deployment',
      'HorizontalPodAutoscaler',
      'Job',
      'NetworkPolicy',
      'PodDisruptionBudget',
      'Service',
      'ServiceAccount',
    ]);
  });

  it('has its settings, and its secrets by reference', () => {
    expect(base.settings('tutoring')).toMatchObject({
      DATABASE_POOL: '7',
      LANGUAGES: 'fr en',
      NODE_OPTIONS: expect.stringContaining('--max-old-space-size=252'),
    });
    const reference = (key: string) => ({ secretKeyRef: { name: 'tutoring', key } });
    expect(base.workload('tutoring').pod.containers[0]!.env).toEqual([
      { name: 'NATS_URL', valueFrom: reference('NATS_URL') },
      { name: 'DATABASE_URL', valueFrom: reference('DATABASE_URL') },
      {
        name: 'TUTORING_SECRET',
        valueFrom: { secretKeyRef: { name: 'tutoring', key: 'TUTORING_SECRET', optional: true } },
      },
    ]);
  });

  it('scales as it is declared', () => {
    expect(base.get('HorizontalPodAutoscaler', 'tutoring').spec).toMatchObject({
      minReplicas: 3,
      maxReplicas: 9,
      metrics: [{ type: 'Resource' }, { pods: { target: { averageValue: '20' } } }],
    });
  });

  it('reaches the ports of its addresses, each once', () => {
    const { spec } = base.get('NetworkPolicy', 'tutoring');
    expect(spec!.egress!.at(-1)!.ports).toEqual([
      { protocol: 'TCP', port: 443 },
      { protocol: 'TCP', port: 465 },
    ]);
  });
});

it('migrates only what has a database', () => {
  expect(migrations.all('Job').map(({ metadata }) => metadata.name)).toEqual(['migrate-tutoring']);
});

it('says that there is no gateway', () => {
  expect(() => kubernetesRendering.render([tutoring])).toThrow(/which one is the gateway/);
});
