import { platformErrors, type ProblemType } from './problem.ts';
import { storageErrors } from './storage-errors.ts';
import { uploadErrors } from './upload.ts';

/** Errors that are of no service alone. */
export const sharedErrors: readonly Readonly<Record<string, ProblemType>>[] = [
  platformErrors,
  storageErrors,
  uploadErrors,
];
