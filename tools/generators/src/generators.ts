export { schemasOf } from './documents/api-documents.ts';
export { breakingChanges } from './documents/breaking-changes.ts';
export { committedDocuments, renderedDocuments, type Documents } from './documents/documents.ts';
