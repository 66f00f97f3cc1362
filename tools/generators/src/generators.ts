export { schemasOf, type Documents } from './documents/api-documents.ts';
export { breakingChanges } from './documents/breaking-changes.ts';
export { committedDocuments, renderedDocuments } from './documents/documents.ts';
export { lintOpenApi } from './documents/openapi-lint.ts';
