import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE } from '@edu/database';
import {
  deployDocuments,
  deployedServices,
  loadDeclaredPlatform,
  readServicesFile,
  RENDERED_PATHS,
} from '@edu/deploy';
import { API_FOLDER, apiDocuments, type Documents } from './api-documents.ts';
import { clientFields } from './client-fields.ts';
import { AUTHORISATION, authorisationTable } from './authorisation-table.ts';
import { DATA_MAP, dataMapDocument } from './data-map-document.ts';
import { CLIENT_TYPES_FOLDER, clientTypes } from './client-types.ts';

const PATHS = [AUTHORISATION, DATA_MAP, API_FOLDER, CLIENT_TYPES_FOLDER, ...RENDERED_PATHS];

/** Every document that is made from the contracts and `deploy/services.yaml`, as it should be. */
export async function renderedDocuments(): Promise<Documents> {
  const declared = await loadDeclaredPlatform();
  const services = deployedServices(readServicesFile(WORKSPACE), declared.services);
  const types = await clientTypes(declared.openApi, declared.contracts);
  return new Map([
    ...apiDocuments(declared),
    [`${CLIENT_TYPES_FOLDER}/api.ts`, types],
    [`${CLIENT_TYPES_FOLDER}/fields.ts`, await clientFields(declared.openApi)],
    [AUTHORISATION, authorisationTable(declared, services)],
    [DATA_MAP, dataMapDocument(declared)],
    ...deployDocuments(services, WORKSPACE),
  ]);
}

/** The same documents as they lie in the workspace. */
export function committedDocuments(root = WORKSPACE): Documents {
  const files = PATHS.map((path) => join(root, path))
    .filter((path) => existsSync(path))
    .flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : path));
  return new Map(files.map((file) => [file.slice(root.length + 1), readFileSync(file, 'utf8')]));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
