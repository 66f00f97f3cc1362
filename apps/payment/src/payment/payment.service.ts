import { Injectable } from '@nestjs/common';
import { Id, type Actor, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { userPrincipal } from '@edu/identity';
import { paymentRpc } from '@edu/contracts-payment';
import type { Call } from '@edu/messaging';
import {
  decodeCursor,
  findStoredAnswer,
  idempotencyScope,
  idempotent,
  toPage,
} from '@edu/persistence';
import { PaymentDb } from '../payment.db.ts';
import { TermsQueries } from '../terms/terms.queries.ts';
import { BY_CREDIT } from './by-credit.ts';
import { CreditPlan } from './credit-plan.ts';
import { IntentService } from './intent.service.ts';
import { JanitorService } from './janitor.service.ts';
import { paymentPolicies } from './payment.policies.ts';
import { WITH_PARTS } from './payment.queries.ts';
import { toPayment } from './payment.row.ts';
import { PaymentUpdater } from './payment.updater.ts';
import { takeOrder } from './take-order.ts';

type Payment = RpcOutput<typeof paymentRpc.get>;
type Intent = RpcOutput<typeof paymentRpc.createIntent>;

/** What people ask about payments. */
@Injectable()
export class PaymentService {
  constructor(
    private readonly db: PaymentDb,
    private readonly terms: TermsQueries,
    private readonly credits: CreditPlan,
    private readonly intents: IntentService,
    private readonly updater: PaymentUpdater,
    private readonly janitor: JanitorService,
  ) {}

  /**
   * The psp is asked between two short transactions, never inside one. What makes that safe to
   * repeat at any point: one open payment per booking, and an idempotency key of that payment at
   * the psp. The answer is stored with the last step, without the secrets of its next step: a
   * repeat asks the psp for those.
   */
  async createIntent(input: RpcInput<typeof paymentRpc.createIntent>, call: Call): Promise<Intent> {
    const scope = idempotencyScope(paymentRpc.createIntent, call, input, paymentRpc.get.output);
    const stored = await findStoredAnswer(this.db, scope, call);
    if (stored) return { ...stored, next: await this.intents.nextStep(stored.id) };
    const owed = await this.terms.payable(input.bookingId, input.others ?? [], call.principal);
    const asked = { country: call.country, ...input.payer };
    const { psp, credit, bill, rest } = await this.credits.of(owed, input, asked);
    const payer = await this.intents.payerOf(rest, psp, asked, call.locale);
    const { payment, intent } = await this.intents.open(bill, psp, {
      ...{ payer, credit, from: call.country },
      isChosen: input.psp !== undefined || input.quoteId !== undefined || psp === BY_CREDIT,
    });
    const answer =
      (await takeOrder(this.db, payment, intent, scope)) ??
      (await idempotent(this.db, scope, call, async (tx) => {
        const { row } = await this.updater.apply(tx, payment.id, intent);
        return toPayment(row);
      }));
    return { ...answer, next: intent.next };
  }

  /** @throws what opening a payment would throw of the booking */
  async ways(
    { id, others = [], country }: RpcInput<typeof paymentRpc.ways>,
    { principal, country: guessed }: Call,
  ): Promise<RpcOutput<typeof paymentRpc.ways>> {
    const bill = await this.terms.payable(id, others, principal);
    return this.credits.ways(bill, country ?? guessed);
  }

  /** @throws payment.rate_unknown, and what opening a payment would throw of the booking */
  async quote(
    { bookingId, others = [], currency, credit }: RpcInput<typeof paymentRpc.quote>,
    { principal }: Call,
  ): Promise<RpcOutput<typeof paymentRpc.quote>> {
    const bill = await this.terms.payable(bookingId, others, principal);
    return this.credits.quote(bill, currency, credit);
  }

  /** @throws payment.not_found unless the actor is its payer */
  async get(id: string, actor: Actor): Promise<Payment> {
    const where = { id, payerId: actor.userId };
    const row = await this.db.prisma.payment.findFirst({ where, include: WITH_PARTS });
    const own = paymentPolicies.check('payment.read', userPrincipal(actor), row);
    await this.janitor.lookedAt([own]);
    return toPayment(own);
  }

  /** Of the actor as the payer; another's booking is like one that nobody paid for. */
  async list(
    { bookingId, cursor, limit }: RpcInput<typeof paymentRpc.list>,
    { userId: payerId }: Actor,
  ): Promise<RpcOutput<typeof paymentRpc.list>> {
    const [before] = cursor ? decodeCursor(cursor, [Id]) : [];
    const rows = await this.db.prisma.payment.findMany({
      where: {
        payerId,
        ...(bookingId && { parts: { some: { bookingId } } }),
        ...(before && { id: { lt: before } }),
      },
      include: WITH_PARTS,
      orderBy: { id: 'desc' },
      take: limit + 1,
    });
    await this.janitor.lookedAt(rows);
    return toPage(rows, limit, toPayment, ({ id }) => [id]);
  }
}
