import { defineRpc } from '@edu/contract-kit';
import {
  AnnualStatement,
  AnnualStatementFileRequest,
  AskAnnualStatement,
} from './annual.schemas.ts';
import { DocumentFile } from './document.schemas.ts';
import { paymentErrors } from './payment.errors.ts';

/** What somebody who teaches earned in a year. */
export const annualRpc = {
  issueAnnualStatement: defineRpc('rpc.payment.issue_annual_statement.v1', {
    summary: 'Have my annual statement of a year that is over',
    description:
      'In January those of the year before are issued by themselves. There is one for each year: asked for again it is the same. Its file is at `/me/annual-statement.pdf`.',
    access: 'user',
    resource: 'self',
    input: AskAnnualStatement,
    output: AnnualStatement,
    errors: [paymentErrors.documentNotFound, paymentErrors.yearNotOver],
    http: {
      method: 'POST',
      path: '/me/annual-statement',
      limit: { max: 20, windowS: 3_600, by: 'user' },
    },
  }),
  /** For the gateway, whose routes answer files. */
  annualStatementFile: defineRpc('rpc.payment.annual_statement_file.v1', {
    summary: 'My annual statement, as a file',
    access: 'user',
    resource: 'self',
    input: AnnualStatementFileRequest,
    output: DocumentFile,
    errors: [paymentErrors.documentNotFound, paymentErrors.documentNotReady],
  }),
};
