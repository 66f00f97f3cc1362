import type { IIoK8sApiCoreV1Container } from 'kubernetes-models/v1/Container';
import type { IIoK8sApiCoreV1PodSpec } from 'kubernetes-models/v1/PodSpec';
import type { DeployedService } from '../deployed-service.ts';

/** User and group of the images. */
const USER = 65_532;
const CERTIFICATES = { name: 'certificates', mountPath: '/etc/educonnect', readOnly: true };

/** A name that leads nowhere: each environment says which image it is, by digest. */
export const imageOf = ({ name }: Pick<DeployedService, 'name'>) => `registry.invalid/${name}`;

/** What every pod that runs our code has in common. */
export const lockedPod = {
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  securityContext: {
    runAsNonRoot: true,
    runAsUser: USER,
    runAsGroup: USER,
    seccompProfile: { type: 'RuntimeDefault' },
  },
  volumes: [{ name: CERTIFICATES.name, configMap: { name: 'internal-ca' } }],
} satisfies Partial<IIoK8sApiCoreV1PodSpec>;

/** What every container of our code has in common. */
export const lockedContainer = {
  workingDir: '/app',
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
  volumeMounts: [CERTIFICATES],
} satisfies Partial<IIoK8sApiCoreV1Container>;

/** Where a container finds the authority that signs the certificates of NATS and PgBouncer. */
export const CERTIFICATE_AUTHORITY = `${CERTIFICATES.mountPath}/ca.crt`;

/** What programs that are no service need in their environment. */
export const jobVariables = [
  { name: 'NODE_ENV', value: 'production' },
  { name: 'NODE_EXTRA_CA_CERTS', value: CERTIFICATE_AUTHORITY },
];

/** A variable from a Secret, whose key is the name of the variable. */
export const secretVariable = (name: string, secret: string, optional = false) => ({
  name,
  valueFrom: { secretKeyRef: { name: secret, key: name, ...(optional && { optional }) } },
});

/** Memory is not shared out twice; a burst of CPU is. */
export const resources = (cpu: number, memory: number) => ({
  requests: { cpu: `${cpu}m`, memory: `${memory}Mi` },
  limits: { memory: `${memory}Mi` },
});
