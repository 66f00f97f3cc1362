import type { DeployedService } from '../deployed-service.ts';

/** Pods with these labels may reach Redis or PostgreSQL; the policies that let them know where. */
export const REDIS_CLIENT = 'educonnect.app/redis-client';
export const POSTGRES_CLIENT = 'educonnect.app/postgres-client';

/** Annotation of a Deployment: the variables that have no default, separated by commas. */
export const REQUIRES = 'educonnect.app/requires';

/** What selects the pods of a service; never changes, as a Deployment's selector cannot. */
export const selectorOf = ({ name }: DeployedService) => ({ 'app.kubernetes.io/name': name });

/** Labels of everything that a service consists of. */
export const labelsOf = (service: DeployedService) => ({
  ...selectorOf(service),
  'app.kubernetes.io/component': 'service',
  'app.kubernetes.io/part-of': 'educonnect',
});

/** Name of the job that migrates a service's schema. */
export const migrationOf = ({ name }: DeployedService) => `migrate-${name}`;
