import { statement } from '@edu/persistence';
import type { KycCaseData, KycCaseTypes } from './kyc-case.process.ts';
import { kycCaseProcess } from './kyc-case.process.ts';

/** One at a time of a provider and a check: the first of two calls makes it. */
export const OPEN_CASE = statement(
  { id: 'uuid', providerId: 'uuid', check: 'text' },
  `INSERT INTO kyc_case (id, provider_id, check_name) VALUES (:id, :providerId, :check)
   ON CONFLICT (provider_id, check_name) WHERE closed_at IS NULL DO NOTHING`,
);

export const LOCK_OPEN_CASE = statement(
  { providerId: 'uuid', check: 'text' },
  `SELECT id FROM kyc_case WHERE provider_id = :providerId AND check_name = :check
   AND closed_at IS NULL FOR UPDATE`,
).returns<{ id: string }>();

export const LOCK_CASE = statement(
  { id: 'uuid' },
  'SELECT FROM kyc_case WHERE id = :id FOR UPDATE',
);

export interface CaseState {
  readonly subject_id: string;
  readonly state: KycCaseTypes['state'];
  readonly data: KycCaseData;
  readonly due_at: Date | null;
}

export const STATES = statement(
  { ids: 'uuid[]' },
  `SELECT subject_id, state, data, due_at FROM process
   WHERE kind = '${kycCaseProcess.name}' AND subject_id = ANY(:ids)`,
).returns<CaseState>();

export interface QueueRow extends Omit<CaseState, 'subject_id'> {
  readonly id: string;
  readonly provider_id: string;
  readonly display_name: string | null;
  readonly submitted_at: Date;
}

/** Nobody finds their own cases there. */
export const QUEUE = statement(
  { reviewer: 'uuid', check: 'text?', at: 'timestamptz?', id: 'uuid?', rows: 'int' },
  `SELECT kyc_case.id, provider_id, display_name, submitted_at, process.state, data, due_at
   FROM kyc_case JOIN process ON kind = '${kycCaseProcess.name}' AND subject_id = kyc_case.id
     LEFT JOIN profile USING (provider_id)
   WHERE closed_at IS NULL AND submitted_at IS NOT NULL AND process.state IN ('waiting', 'claimed')
     AND provider_id <> :reviewer AND (:check IS NULL OR check_name = :check)
     AND (:id IS NULL OR (submitted_at, kyc_case.id) > (:at, :id))
   ORDER BY submitted_at, kyc_case.id LIMIT :rows`,
).returns<QueueRow>();

/** What counts of a provider. */
export const COUNTING = statement(
  { providerId: 'uuid', now: 'timestamptz' },
  `SELECT check_name, CASE WHEN bool_or(valid_until IS NULL) THEN NULL ELSE max(valid_until) END AS valid_until
   FROM kyc_case
   WHERE provider_id = :providerId AND approved AND coalesce(valid_until > :now, true)
   GROUP BY check_name`,
).returns<{ check_name: string; valid_until: Date | null }>();

/** Of every provider whose identity was ever approved, until when it counts, or did. */
export const IDENTITIES = statement(
  { after: 'uuid?', rows: 'int' },
  `SELECT provider_id, max(valid_until) AS valid_until, version
   FROM kyc_case JOIN profile USING (provider_id)
   WHERE check_name = 'identity' AND approved AND (:after IS NULL OR provider_id > :after)
   GROUP BY provider_id, version ORDER BY provider_id LIMIT :rows`,
).returns<{ provider_id: string; valid_until: Date | null; version: number }>();

/** Those of which nobody was reminded, with no newer approval that counts for longer. */
export const DUE_REMINDERS = statement(
  { now: 'timestamptz', before: 'timestamptz', limit: 'int' },
  `SELECT id FROM kyc_case AS due
   WHERE approved AND reminded_at IS NULL AND valid_until > :now AND valid_until <= :before
     AND NOT EXISTS (SELECT FROM kyc_case AS newer
       WHERE newer.provider_id = due.provider_id AND newer.check_name = due.check_name
         AND newer.approved AND coalesce(newer.valid_until > due.valid_until, true))
   ORDER BY valid_until LIMIT :limit`,
).returns<{ id: string }>();

export const DUE_CLEARINGS = statement(
  { closedBefore: 'timestamptz', limit: 'int' },
  `SELECT id FROM kyc_case WHERE closed_at <= :closedBefore AND cleared_at IS NULL
   ORDER BY closed_at LIMIT :limit`,
).returns<{ id: string }>();

/** Cases that wait for a person, by check, and since when the oldest does. */
export const WAITING = statement(
  { overdueBefore: 'timestamptz' },
  `SELECT check_name, count(*)::int AS waiting,
     count(*) FILTER (WHERE submitted_at < :overdueBefore)::int AS overdue
   FROM kyc_case JOIN process ON kind = '${kycCaseProcess.name}' AND subject_id = kyc_case.id
   WHERE closed_at IS NULL AND submitted_at IS NOT NULL AND process.state IN ('waiting', 'claimed')
   GROUP BY check_name`,
).returns<{ check_name: string; waiting: number; overdue: number }>();
