export { loadDeclaredPlatform, type DeclaredPlatform } from './declared-platform.ts';
export {
  deployedServices,
  type DeclaredService,
  type DeployedService,
  type Variable,
} from './deployed-service.ts';
export { deployDocuments, RENDERED_PATHS } from './documents.ts';
export { METRICS } from './observability/metrics.ts';
export { readServicesFile } from './services-file.ts';
