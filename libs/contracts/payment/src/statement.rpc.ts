import { defineRpc } from '@edu/contract-kit';
import { DocumentFile } from './document.schemas.ts';
import { AskStatement, AskStatementFile, Statement } from './statement.schemas.ts';

export const statementRpc = {
  statement: defineRpc('rpc.payment.statement.v1', {
    summary: 'My statement of a month',
    description: 'Out of the books; as a file it is at `/me/statement.pdf`.',
    access: 'user',
    resource: 'self',
    input: AskStatement,
    output: Statement,
    http: { method: 'GET', path: '/me/statement' },
  }),
  /** For the gateway, whose routes answer files. */
  statementFile: defineRpc('rpc.payment.statement_file.v1', {
    summary: 'My statement of a month, as a file',
    access: 'user',
    resource: 'self',
    input: AskStatementFile,
    output: DocumentFile,
  }),
};
