import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { takesRequests, type DeployedService } from '../deployed-service.ts';
import { labelsOf, selectorOf } from './labels.ts';
import { HEALTH_PORT, HTTP_PORT, NATS_PORT, PGBOUNCER_PORT, TRACES_PORT } from '../ports.ts';

const name = (value: string) => ({ matchLabels: { 'app.kubernetes.io/name': value } });
const namespace = (value: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': value } });

const PROMETHEUS = {
  namespaceSelector: namespace('monitoring'),
  podSelector: name('prometheus'),
};
const COLLECTOR = {
  namespaceSelector: namespace('monitoring'),
  podSelector: name('opentelemetry-collector'),
};
const INGRESS = { namespaceSelector: namespace('nginx-ingress') };

/** A policy cannot name hosts: the internet, and nothing of ours, nor the machines' metadata. */
const INTERNET = {
  ipBlock: {
    cidr: '0.0.0.0/0',
    except: [
      '10.0.0.0/8',
      '100.64.0.0/10',
      '127.0.0.0/8',
      '169.254.0.0/16',
      '172.16.0.0/12',
      '192.168.0.0/16',
    ],
  },
};

const tcp = (port: number) => ({ protocol: 'TCP' as const, port });

/**
 * All that a service may reach and be reached by; the rest is denied for the whole namespace.
 *
 * @param services all of them: those that serve pages ask the one that serves the API
 */
export function networkPolicy(
  service: DeployedService,
  services: readonly DeployedService[],
): INetworkPolicy {
  const { isEdge, isWeb, usesNats, schema, egress } = service;
  const podsOf = (others: readonly DeployedService[]) =>
    others.map((other) => ({ podSelector: { matchLabels: selectorOf(other) } }));
  const visitors = [INGRESS, ...(isEdge ? podsOf(services.filter((one) => one.isWeb)) : [])];
  const outside = new Set(egress.map((address) => Number(address.split(':')[1])));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: service.name, labels: labelsOf(service) },
    spec: {
      podSelector: { matchLabels: selectorOf(service) },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        { from: [PROMETHEUS], ports: [tcp(HEALTH_PORT)] },
        ...(takesRequests(service) ? [{ from: visitors, ports: [tcp(HTTP_PORT)] }] : []),
      ],
      egress: [
        ...(usesNats ? [{ to: [{ podSelector: name('nats') }], ports: [tcp(NATS_PORT)] }] : []),
        ...(isWeb
          ? [{ to: podsOf(services.filter((one) => one.isEdge)), ports: [tcp(HTTP_PORT)] }]
          : []),
        ...(schema
          ? [{ to: [{ podSelector: name('pgbouncer') }], ports: [tcp(PGBOUNCER_PORT)] }]
          : []),
        { to: [COLLECTOR], ports: [tcp(TRACES_PORT)] },
        ...(outside.size > 0
          ? [{ to: [INTERNET], ports: [...outside].sort((a, b) => a - b).map(tcp) }]
          : []),
      ],
    },
  };
}
