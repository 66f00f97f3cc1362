import { pathToFileURL } from 'node:url';

/** Signs the links of every storage of the suites. */
export const STORAGE_SECRET = '0b6353d6a1f94c7e8b2d5a3c9e7f1046';

/** Seals the keys of users in every suite. */
export const MASTER_KEYS = `test:${STORAGE_SECRET.repeat(2)}`;

/** The variables of a service that keeps its objects in a folder, as in `TestService.storage`. */
export const testStorage = (folder: string) => ({
  STORAGE_URL: pathToFileURL(folder).href,
  STORAGE_SECRET,
  MASTER_KEYS,
});
