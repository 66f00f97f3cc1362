import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { DeployedService } from '../deployed-service.ts';
import { readServicesFile } from '../services-file.ts';
import { kustomize, WORKSPACE } from './kubectl.harness.ts';
import { Cluster } from './cluster.harness.ts';
import { pgbouncerRendering, poolSizes } from './pgbouncer.ts';

const ini = readFileSync(join(WORKSPACE, 'deploy/k8s/pgbouncer/rendered/pgbouncer.ini'), 'utf8');
const setting = (name: string) => new RegExp(`^${name} = (.+)$`, 'm').exec(ini)?.[1];
const prod = new Cluster(kustomize(join(WORKSPACE, 'deploy/k8s/overlays/prod')));

const service = (pool: number, max: number) =>
  ({ schema: 'x', pool, scaling: { min: 2, max, inFlight: 1 } }) as DeployedService;

it('shares out the connections of PostgreSQL, those of a rollout included', () => {
  expect(poolSizes([service(4, 6), service(8, 2)])).toEqual({
    clients: 4 * 7 + 8 * 3,
    servers: 60,
    perService: 30,
  });
});

it('says when there is not one for each service', () => {
  const many = Array.from({ length: 61 }, () => service(4, 2));
  expect(() => poolSizes(many)).toThrow(/61 services share 60 connections/);
});

it('keeps all poolers below max_connections less 20', () => {
  const { replicas, strategy } = prod.get('Deployment', 'pgbouncer').spec!;
  const most = replicas! + Number(strategy!.rollingUpdate!.maxSurge);
  const compose = readFileSync(join(WORKSPACE, 'docker-compose.yml'), 'utf8');
  const connections = Number(/max_connections=(\d+)/.exec(compose)![1]);
  expect(most * Number(setting('max_db_connections'))).toBeLessThanOrEqual(connections - 20);
});

it('has room for every pool of every replica at the top of its scale', () => {
  const services = Object.entries(readServicesFile(WORKSPACE)).filter(([name]) =>
    prod.workload(name).pod.containers[0]!.env!.some(({ name }) => name === 'DATABASE_URL'),
  );
  const connections = services.reduce((sum, [name, { pool }]) => {
    const { maxReplicas } = prod.get('HorizontalPodAutoscaler', name).spec;
    return sum + pool * maxReplicas;
  }, 0);
  expect(services.length).toBeGreaterThan(0);
  expect(Number(setting('max_client_conn'))).toBeGreaterThan(connections);
  expect(Number(setting('default_pool_size')) * services.length).toBeLessThanOrEqual(
    Number(setting('max_db_connections')),
  );
});

it('lends connections for transactions, keeps named statements, and checks both sides', () => {
  expect(setting('pool_mode')).toBe('transaction');
  expect(Number(setting('max_prepared_statements'))).toBeGreaterThan(0);
  expect(setting('auth_type')).toBe('scram-sha-256');
  expect(setting('client_tls_sslmode')).toBe('require');
  expect(setting('server_tls_sslmode')).toBe('verify-full');
});

it('is a version that knows named statements in transactions', () => {
  const { image } = prod.get('Deployment', 'pgbouncer').spec!.template.spec!.containers[0]!;
  const [, major, minor] = /:v(\d+)\.(\d+)\./.exec(image!)!.map(Number);
  expect(major! * 1_000 + minor!, `${image} is older than 1.21`).toBeGreaterThanOrEqual(1_021);
});

it('is rendered whole', () => {
  expect([...pgbouncerRendering.render([service(4, 6)]).keys()]).toEqual(['pgbouncer.ini']);
});
