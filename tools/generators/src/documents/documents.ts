import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE } from '@edu/database';
import { deployDocuments, deployedServices, readServicesFile, RENDERED_FOLDERS } from '@edu/deploy';
import { API_FOLDER, apiDocuments } from './api-documents.ts';
import { loadDeclaredPlatform } from './declared-platform.ts';

/** Texts of documents by their paths in the workspace. */
export type Documents = ReadonlyMap<string, string>;

const FOLDERS = [API_FOLDER, ...RENDERED_FOLDERS];

/** Every document that is made from the contracts and `deploy/services.yaml`, as it should be. */
export async function renderedDocuments(): Promise<Documents> {
  const declared = await loadDeclaredPlatform();
  const services = deployedServices(readServicesFile(WORKSPACE), declared.services);
  return new Map([...apiDocuments(declared), ...deployDocuments(services)]);
}

/** The same documents as they lie in the workspace. */
export function committedDocuments(root = WORKSPACE): Documents {
  const files = FOLDERS.filter((folder) => existsSync(join(root, folder))).flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return new Map(files.map((file) => [file.slice(root.length + 1), readFileSync(file, 'utf8')]));
}
