import { defineDataMap } from '@edu/data-rights/data-map';
import { ACCOUNTS, keep, linksAndQuotes } from './link/link.data-map.ts';
import { reserves } from './reserve/reserve.data-map.ts';
import { declines, paysBy } from './risk/risk.data-map.ts';

const ofTheirs = 'payment_id IN (SELECT id FROM payment WHERE payer_id = :user)';
const isOwner = ':user::text IN (debit_owner, credit_owner)';

export const dataMap = defineDataMap({
  payment: {
    person: 'payer_id = :user',
    key: 'id',
    purpose: 'Taking money for a lesson.',
    personal:
      'id booking_id psp status amount currency credit_amount refunded_amount charged_amount charged_currency charged_refunded failure_reason payer prompt_ends_at created_at updated_at',
    withheld: 'payer_id psp_ref page_url notice_digest link_id quote_id',
    other: 'asked_amount psp_attempt close_requested_at due_at attempts ordered_until looked_at',
    retention: `${ACCOUNTS}; what the psp needs to know of the payer, until the outcome is final`,
    erase: keep,
  },
  ...linksAndQuotes,
  payment_part: {
    person: ofTheirs,
    key: "payment_id || ' ' || booking_id",
    purpose: 'Knowing what of a payment is for which lesson.',
    personal: 'payment_id booking_id amount refunded_amount',
    other: 'earned_amount is_open',
    retention: ACCOUNTS,
    erase: keep,
  },
  refund: {
    person: ofTheirs,
    key: 'id',
    purpose: 'Giving money back.',
    personal:
      'id booking_id payment_id reason status came_from way amount currency charged_amount charged_currency offered_at created_at updated_at',
    withheld: 'psp_ref failure_reason request_id sent_by sent_ref',
    other: 'psp_attempt due_at attempts',
    retention: ACCOUNTS,
    erase: keep,
  },
  earning: {
    person: 'provider_id = :user',
    key: 'booking_id',
    purpose: 'Paying whoever teaches.',
    personal: 'booking_id amount currency at_cost_of posted_at created_at',
    withheld: 'provider_id payment_id',
    other: 'due_at attempts',
    retention: ACCOUNTS,
    erase: keep,
  },
  payout_account: {
    person: 'provider_id = :user',
    key: 'id',
    purpose: 'Paying whoever teaches: where to, and whether it is them.',
    personal:
      'currency phone country operator name_check waits_for payable_from changed_at holder_name',
    withheld: 'id provider_id psp wallet_name',
    other: 'failures',
    retention: 'until there is another, or no account',
    erase: 'rows',
  },
  payout_approval: {
    person: 'approver_id = :user',
    key: "payout_id::text || ' ' || approver_id",
    purpose: 'Accounting for who let money leave.',
    personal: 'payout_id at',
    withheld: 'approver_id provider_id',
    retention: ACCOUNTS,
    erase: keep,
  },
  payout: {
    person: 'provider_id = :user',
    key: 'id',
    purpose: 'Paying whoever teaches, and payers their credit.',
    personal:
      'id operator payee payee_end status paid_from amount currency failure_reason created_at updated_at',
    withheld: 'provider_id psp psp_ref batch_id',
    other: 'ordered_at due_at attempts',
    retention: `${ACCOUNTS}; what the psp needs to know of whom it pays, until the outcome is final`,
    erase: keep,
  },
  payout_note: {
    person: 'provider_id = :user',
    key: 'id',
    purpose: 'Knowing why money was let go to a number, or stopped.',
    personal: 'action said at',
    withheld: 'id provider_id subject_id author_id',
    retention: 'until there is no account',
    erase: 'rows',
  },
  suspended_user: {
    person: 'user_id = :user',
    key: 'user_id',
    purpose: 'Holding back the payouts of whoever is suspended.',
    personal: 'suspended_at reinstated_at suspended',
    withheld: 'user_id',
    retention: 'as long as the platform: the memory of the latest event',
    erase: { keep: 'So that nothing is paid to what is erased: an id and times.' },
  },
  payout_batch: {
    about: 'When payouts were planned.',
    other: 'id created_at',
    retention: ACCOUNTS,
  },
  adjustment: {
    person:
      'proposed_by = :user OR decided_by = :user OR debit_owner = :user::text OR credit_owner = :user::text',
    key: 'id',
    purpose: 'Accounting for what was put right in the books, why, and who of the team said so.',
    personal: 'id state amount currency reason reference proposed_at decided_at',
    withheld: 'debit_owner credit_owner proposed_by decided_by refusal',
    other:
      'debit_account credit_account sold_closes got_amount got_currency got_closes exchanged_on bank',
    retention: `${ACCOUNTS}; why, until whoever’s account it is is erased`,
    // What finance wrote may name them; those of finance are ids.
    erase: {
      set: {
        reason: `CASE WHEN ${isOwner} THEN '' ELSE reason END`,
        refusal: `CASE WHEN ${isOwner} THEN left(refusal, 0) ELSE refusal END`,
      },
    },
  },
  chargeback: {
    person: ofTheirs,
    key: 'id',
    purpose: 'Answering a bank that takes a payment back.',
    personal:
      'id payment_id reason state amount currency charged_amount charged_currency opened_at closed_at',
    withheld: 'psp psp_ref words decided_by file_key',
    other: 'is_withdrawn answer_by decision refusal file_at due_at attempts',
    retention: `${ACCOUNTS}; the file that the bank was shown, which has names, for 180 days after its decision`,
    erase: { set: { words: 'NULL' } },
  },
  chargeback_part: {
    person: 'provider_id = :user',
    key: 'id',
    purpose: 'Knowing of which lesson a bank takes the money.',
    personal: 'booking_id amount held earned reserved borne_by',
    withheld: 'id chargeback_id payment_id provider_id',
    retention: ACCOUNTS,
    erase: keep,
  },
  ...reserves,
  risk_review: {
    person: 'payer_id = :user',
    key: 'payment_id',
    purpose: 'Not paying anybody with money that was stolen.',
    personal: 'payment_id state created_at decided_at',
    // Whoever reads what the rules saw knows the rules.
    withheld: 'payer_id reasons decided_by words',
    retention: `${ACCOUNTS}; of what was not paid, 90 days`,
    purge:
      "created_at < now() - interval '90 days' AND EXISTS (SELECT FROM payment WHERE id = payment_id AND status IN ('failed', 'canceled'))",
    erase: { set: { words: 'NULL' } },
  },
  payer_number: paysBy('wallet'),
  payer_card: paysBy('card'),
  payer_decline: declines,
  risk_rule: {
    about: 'By what payments are looked at, and since when.',
    other:
      'id kind action currency from_amount threshold within_minutes valid_from valid_until reason',
    retention: ACCOUNTS,
  },
  booking_terms: {
    person: 'learner_id = :user OR payer_id = :user OR provider_id = :user',
    key: 'booking_id',
    purpose: 'Knowing what a booking costs: a copy of it.',
    withheld:
      'booking_id learner_id payer_id provider_id amount currency starts_at ends_at subject moves_id zone hold_expires_at state canceled',
    other: 'commission_bps version',
    retention: ACCOUNTS,
    erase: keep,
  },
  ledger_entry: {
    person: 'owner = :user::text',
    key: "lpad(id::text, 20, '0')",
    purpose: 'Accounting for money.',
    personal: 'transaction_id account amount currency',
    withheld: 'owner',
    other: 'id',
    retention: ACCOUNTS,
    erase: keep,
  },
  ledger_transaction: {
    about: 'What moved money; whose it was is in the entries.',
    other: 'id source_type source_id purpose created_at',
    retention: ACCOUNTS,
  },
  ledger_checkpoint: {
    person: 'owner = :user::text',
    key: "account || currency || lpad(through_id::text, 20, '0')",
    purpose: 'Accounting for money: sums of what is in the ledger.',
    withheld: 'account owner currency balance',
    other: 'through_id',
    retention: ACCOUNTS,
    erase: keep,
  },
  ledger_checkpoint_run: {
    about: 'How far the ledger has been summed up.',
    other: 'through_id created_at',
    retention: ACCOUNTS,
  },
  fx_checkpoint: {
    about: 'Sums of what was exchanged between currencies.',
    other: 'currency against through_id balance',
    retention: ACCOUNTS,
  },
  commission_tier: {
    about: 'What the platform keeps of bookings, and since when.',
    other: 'id valid_from valid_until bps reason',
    retention: ACCOUNTS,
  },
  tax_rule: {
    about: 'What is due to tax offices, and since when.',
    other: 'id country kind base bps exemption account valid_from valid_until reason',
    retention: ACCOUNTS,
  },
  mismatch: {
    person: `owner_id = :user OR ${ofTheirs}`,
    key: 'id',
    purpose:
      'Accounting for what became of money that two sides disagree about, and who of the team said so.',
    personal: 'id state resolution reason closed_at',
    withheld: 'owner_id',
    other:
      'psp side kind about subject payment_id movement_id here_amount here_currency here_state there_amount there_currency there_state happened_at found_at last_found_at',
    retention: `${ACCOUNTS}; why, until the payer is erased`,
    // What finance wrote may name the payer; who of finance it was is an id.
    erase: {
      set: { reason: `CASE WHEN ${ofTheirs} THEN left(reason, 0) ELSE reason END` },
    },
  },
  reconciliation_run: {
    person: 'asked_by = :user',
    key: 'id',
    purpose: 'Accounting for what was compared, and who of the team asked for it.',
    personal: 'id psp source from_at to_at state created_at ended_at',
    withheld: 'asked_by',
    other: 'percent parts columns read compared found gone failure begun_at due_at attempts',
    retention: `${ACCOUNTS}; one whose statement never came, a day`,
    purge: "state = 'filling' AND created_at < now() - interval '1 day'",
    erase: keep,
  },
  psp_exchange: {
    about: 'What psps made of money that they keep in another currency: ids and sums.',
    other:
      'id psp kind ref payment_id charged_amount charged_currency settled_amount settled_currency exchanged_at',
    retention: ACCOUNTS,
  },
  psp_movement: {
    about: 'What psps say that they moved: ids and sums.',
    other:
      'id psp kind ref intent_ref own_id state amount currency from_amount from_currency moved_at read_by times',
    retention: '90 days',
    purge: "moved_at < now() - interval '90 days'",
  },
  document: {
    person: 'owner_id = :user',
    key: 'id',
    purpose: 'Proving what was paid, what went back, and what was earned in a year.',
    personal:
      'id kind payment_id refund_id covers issuer series year number facts issued_at created_at',
    withheld: 'owner_id code',
    other: 'due_at attempts',
    retention: ACCOUNTS,
    erase: { keep: 'The law wants the document itself; it says ids, times and amounts.' },
  },
  document_party: {
    person: 'user_id = :user',
    key: "document_id || ' ' || role",
    purpose: 'Saying on a document who paid whom.',
    personal: 'document_id role name',
    withheld: 'user_id',
    retention: `${ACCOUNTS}; the name, until the account is erased`,
    erase: { set: { name: 'NULL' } },
  },
  document_counter: {
    about: 'The last number of each series of documents.',
    other: 'issuer series year last',
    retention: ACCOUNTS,
  },
  payment_case: {
    about: 'What somebody has to look at: ids and codes.',
    other: 'id kind subject payment_id detail opened_at closed_at',
    retention: ACCOUNTS,
  },
  psp_event: {
    about: 'What psps announced: their ids.',
    other: 'id psp event_id type kind ref received_at processed_at outcome due_at attempts error',
    retention: '90 days',
    purge: "received_at < now() - interval '90 days'",
  },
});
