export { generateClients } from './generate-clients.ts';
export { migrate } from './migrate.ts';
export { inDatabase, provision, serviceUrls, withClient, type ServiceUrls } from './provision.ts';
export { PLATFORM_MIGRATIONS } from './schema-sources.ts';
export { WORKSPACE, workspaceServices, type WorkspaceService } from './workspace-services.ts';
