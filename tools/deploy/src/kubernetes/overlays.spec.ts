import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadDeclaredPlatform } from '../declared-platform.ts';
import { deployedServices } from '../deployed-service.ts';
import { readServicesFile } from '../services-file.ts';
import { Cluster } from './cluster.harness.ts';
import { kustomize, WORKSPACE } from './kubectl.harness.ts';
import { configurationRules } from './rules/configuration-rules.harness.ts';
import { ingressRules } from './rules/ingress-rules.harness.ts';
import { lifecycleRules } from './rules/lifecycle-rules.harness.ts';
import { networkRules } from './rules/network-rules.harness.ts';
import { podRules } from './rules/pod-rules.harness.ts';
import { scalingRules } from './rules/scaling-rules.harness.ts';

const services = readServicesFile(WORKSPACE);
const deployed = deployedServices(services, (await loadDeclaredPlatform()).services);
const egress = Object.fromEntries(deployed.map(({ name, egress }) => [name, egress]));
const rules = [
  ...podRules,
  ...networkRules(egress),
  ...scalingRules,
  ...lifecycleRules,
  ...configurationRules,
  ...ingressRules,
];

const overlays = ['dev', 'staging', 'prod'].map((name) => {
  const folder = join(WORKSPACE, 'deploy/k8s/overlays', name);
  return { name, applied: kustomize(folder), first: kustomize(join(folder, 'migrations')) };
});

describe.each(overlays)('in $name', ({ applied, first }) => {
  const cluster = new Cluster([...applied, ...first]);

  it('has every service', () => {
    expect(cluster.services().map(({ metadata }) => metadata.name)).toEqual(Object.keys(services));
  });

  it('migrates apart from what is applied afterwards', () => {
    expect(applied.filter(({ kind }) => kind === 'Job')).toEqual([]);
    expect(new Set(first.map(({ kind }) => kind))).toEqual(new Set(['Job']));
  });

  it('keeps to one namespace', () => {
    const [namespace] = cluster.all('Namespace');
    const inside = cluster.manifests.filter(({ kind }) => kind !== 'Namespace');
    expect(new Set(inside.map(({ metadata }) => metadata.namespace))).toEqual(
      new Set([namespace!.metadata.name]),
    );
  });

  it.each(rules)('$name', ({ violations }) => {
    expect(violations(cluster)).toEqual([]);
  });
});

describe('the rule reports a violation:', () => {
  const { applied, first } = overlays[2]!;

  it.each(rules)('$name', ({ violations, breaking }) => {
    const cluster = new Cluster([...applied, ...first]).clone();
    const broken = breaking(cluster);
    expect(violations(broken instanceof Cluster ? broken : cluster)).not.toEqual([]);
  });
});
