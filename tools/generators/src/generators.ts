export { apiDocuments, committedDocuments, schemasOf } from './documents/api-documents.ts';
export { breakingChanges } from './documents/breaking-changes.ts';
