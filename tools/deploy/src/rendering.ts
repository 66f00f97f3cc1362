import type { DeployedService } from './deployed-service.ts';

/** One kind of document that is made from the deployed services. */
export interface Rendering {
  /** Folder of the workspace that holds these files and no others. */
  readonly folder: string;
  /** Texts by their paths below the folder. */
  readonly render: (services: readonly DeployedService[]) => ReadonlyMap<string, string>;
}

/** First line of a rendered file that can hold a comment. */
export const RENDERED_NOTE =
  'Rendered from deploy/services.yaml and the contracts by `npm run gen`.';
