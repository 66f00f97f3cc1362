import { Injectable } from '@nestjs/common';
import type { Actor, RpcInput, RpcOutput } from '@edu/contract-kit';
import { MOST_STATEMENT_LINES, type paymentRpc } from '@edu/contracts-payment';
import type { Call } from '@edu/messaging';
import { translate } from '@edu/i18n';
import { PaymentConfig } from '../app.config.ts';
import { DocumentFiles } from '../document/document-files.ts';
import { DocumentPeople } from '../document/document-people.ts';
import { issuerOf } from '../document/document.drafts.ts';
import { PaymentDb } from '../payment.db.ts';
import { ACCOUNT_OF, accountOf, monthOf, type Statement } from './statement.domain.ts';
import { STATEMENT, STATEMENT_CURRENCIES } from './statement.sql.ts';
import { statementView } from './statement.view.ts';

const OF_PROVIDERS: readonly string[] = ['provider', 'reserve'];

/** A month of the books, for the one whose money it is. */
@Injectable()
export class StatementService {
  constructor(
    private readonly db: PaymentDb,
    private readonly config: PaymentConfig,
    private readonly people: DocumentPeople,
    private readonly files: DocumentFiles,
  ) {}

  async get(
    { month, as }: RpcInput<typeof paymentRpc.statement>,
    { userId: owner }: Actor,
  ): Promise<Statement> {
    const account = ACCOUNT_OF[as];
    const period = monthOf(month);
    const currencies = await this.db.query(STATEMENT_CURRENCIES, { account, owner });
    const accounts = await Promise.all(
      currencies.map(async ({ currency }) => {
        const limit = MOST_STATEMENT_LINES + 1;
        const values = { account, owner, currency, ...period, limit };
        const rows = await this.db.query(STATEMENT, values);
        return accountOf(rows, currency, MOST_STATEMENT_LINES);
      }),
    );
    return { month, as, accounts };
  }

  async file(
    { tag, ...asked }: RpcInput<typeof paymentRpc.statementFile>,
    { actor, locale }: Call,
  ): Promise<RpcOutput<typeof paymentRpc.statementFile>> {
    const { userId } = actor;
    const [statement, [party]] = await Promise.all([
      this.get(asked, actor),
      this.people.named([{ userId, role: OF_PROVIDERS.includes(asked.as) ? 'provider' : 'payer' }]),
    ]);
    const name = `${translate(locale, 'statement.file')}-${asked.month}.pdf`;
    const issuer = issuerOf(this.config);
    return this.files.of({
      ...{ name, tag },
      view: (letters) => statementView(statement, { locale, letters, issuer, name: party!.name }),
    });
  }
}
