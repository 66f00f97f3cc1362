import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { ICronJob } from 'kubernetes-models/batch/v1/CronJob';
import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { IIngress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { INamespace } from 'kubernetes-models/v1/Namespace';
import type { IIoK8sApiCoreV1PodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IIoK8sApiCoreV1PodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { IService } from 'kubernetes-models/v1/Service';
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';

/** An object as it would be sent to the cluster. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

interface Kinds {
  ConfigMap: IConfigMap;
  CronJob: ICronJob;
  Deployment: IDeployment;
  HorizontalPodAutoscaler: IHorizontalPodAutoscaler;
  Ingress: IIngress;
  Job: IJob;
  Namespace: INamespace;
  NetworkPolicy: INetworkPolicy;
  PodDisruptionBudget: IPodDisruptionBudget;
  Service: IService;
  ServiceAccount: IServiceAccount;
  StatefulSet: IStatefulSet;
}

/** The pods that a Deployment, StatefulSet, Job or CronJob makes. */
export interface Workload {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly pod: IIoK8sApiCoreV1PodSpec;
}

/** All objects of an environment, to be asked by rules and broken by their tests. */
export class Cluster {
  readonly manifests: readonly Manifest[];

  constructor(manifests: readonly Manifest[]) {
    this.manifests = manifests;
  }

  clone(): Cluster {
    return new Cluster(structuredClone(this.manifests));
  }

  without(kind: keyof Kinds, name: string): Cluster {
    return new Cluster(
      this.manifests.filter((one) => one.kind !== kind || one.metadata.name !== name),
    );
  }

  all<K extends keyof Kinds>(kind: K): (Kinds[K] & Manifest)[] {
    return this.manifests.filter((one) => one.kind === kind) as (Kinds[K] & Manifest)[];
  }

  find<K extends keyof Kinds>(kind: K, name: string): (Kinds[K] & Manifest) | undefined {
    return this.all(kind).find((one) => one.metadata.name === name);
  }

  /** @throws Error when there is none */
  get<K extends keyof Kinds>(kind: K, name: string): Kinds[K] & Manifest {
    const found = this.find(kind, name);
    if (!found) throw new Error(`no ${kind} ${name}`);
    return found;
  }

  /** The Deployments of our services. */
  services(): (IDeployment & Manifest)[] {
    return this.all('Deployment').filter(
      ({ metadata }) =>
        (metadata as { labels?: Record<string, string> }).labels?.[
          'app.kubernetes.io/component'
        ] === 'service',
    );
  }

  /** The variables that a service has from its ConfigMap. */
  settings(service: string): Record<string, string> {
    const [source] = this.workload(service).pod.containers[0]!.envFrom!;
    return this.get('ConfigMap', source!.configMapRef!.name!).data!;
  }

  workloads(): Workload[] {
    const made = (name: string, template: IIoK8sApiCoreV1PodTemplateSpec): Workload => ({
      name,
      labels: template.metadata?.labels ?? {},
      pod: template.spec!,
    });
    return [
      ...[...this.all('Deployment'), ...this.all('StatefulSet'), ...this.all('Job')].map((owner) =>
        made(owner.metadata.name, owner.spec!.template),
      ),
      ...this.all('CronJob').map((owner) =>
        made(owner.metadata.name, owner.spec.jobTemplate.spec!.template),
      ),
    ];
  }

  workload(name: string): Workload {
    const found = this.workloads().find((one) => one.name === name);
    if (!found) throw new Error(`no pods are called ${name}`);
    return found;
  }
}
