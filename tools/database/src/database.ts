export { generateClients } from './generate-clients.ts';
export { migrate, PLATFORM_MIGRATIONS } from './migrate.ts';
export { inDatabase, provision, serviceUrls, withClient, type ServiceUrls } from './provision.ts';
export { WORKSPACE, workspaceServices, type WorkspaceService } from './workspace-services.ts';
