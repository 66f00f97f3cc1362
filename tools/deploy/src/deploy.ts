export { deployedServices, type DeclaredService, type Variable } from './deployed-service.ts';
export { deployDocuments, RENDERED_FOLDERS } from './documents.ts';
export { readServicesFile } from './services-file.ts';
