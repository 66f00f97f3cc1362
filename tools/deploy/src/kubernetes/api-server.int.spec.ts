import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ApiServer, missingApiServer } from './api-server.harness.ts';

const missing = missingApiServer();
const server = new ApiServer();

beforeAll(async () => {
  if (missing) return;
  await server.start();
  for (const folder of ['platform', 'cluster']) {
    expect(await server.kubectl('apply', '-k', `deploy/k8s/${folder}`)).toMatchObject({ code: 0 });
  }
}, 120_000);
beforeEach(({ skip }) => {
  if (missing) skip(missing);
});
afterAll(() => (missing ? undefined : server.stop()), 30_000);

/** In the platform's namespace, where images go by digest. */
const pod = (image: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'probe', namespace: 'educonnect' },
  spec: {
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'probe',
        image,
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    ],
    ...more,
  },
});
const DIGEST = `nginx@sha256:${'0'.repeat(64)}`;

describe('an API server of Kubernetes', () => {
  it.each(['overlays/dev', 'overlays/staging', 'overlays/prod', 'pgbouncer', '../nats'])(
    'takes all of deploy/k8s/%s',
    async (folder) => {
      const namespace = folder.startsWith('overlays/') ? `educonnect-${folder.slice(9)}` : '';
      if (namespace) await server.kubectl('create', 'namespace', namespace);
      const { code, output } = await server.kubectl(
        ...['apply', '--dry-run=server', '--validate=strict', '-k', `deploy/k8s/${folder}`],
      );
      expect(output).not.toMatch(/error|invalid/i);
      expect(code).toBe(0);
      expect(output.trim().split('\n').length).toBeGreaterThan(3);
    },
    60_000,
  );

  it('refuses a field that there is not', async () => {
    const { code, output } = await server.wouldTake(pod(DIGEST, { resource: {} }));
    expect(code).not.toBe(0);
    expect(output).toContain('unknown field');
  });

  it('refuses images that are named by a tag, of any kind of container', async () => {
    expect(await server.wouldTake(pod(DIGEST))).toMatchObject({ code: 0 });
    for (const wrong of [
      pod('nginx:1'),
      pod(DIGEST, { initContainers: [{ ...pod('nginx:1').spec.containers[0], name: 'first' }] }),
    ]) {
      const { code, output } = await server.wouldTake(wrong);
      expect(code).not.toBe(0);
      expect(output).toContain('images are named by their digest');
    }
  });
});
