import { FIELD_TEXTS } from '@edu/contract-kit';
import account from './account.json' with { type: 'json' };
import adjustments from './adjustments.json' with { type: 'json' };
import annual from './annual.json' with { type: 'json' };
import booking from './booking.json' with { type: 'json' };
import calendar from './calendar.json' with { type: 'json' };
import chargebacks from './chargebacks.json' with { type: 'json' };
import classroom from './classroom.json' with { type: 'json' };
import credit from './credit.json' with { type: 'json' };
import documents from './documents.json' with { type: 'json' };
import family from './family.json' with { type: 'json' };
import filters from './filters.json' with { type: 'json' };
import fx from './fx.json' with { type: 'json' };
import home from './home.json' with { type: 'json' };
import inbox from './inbox.json' with { type: 'json' };
import ledger from './ledger.json' with { type: 'json' };
import legal from './legal.json' with { type: 'json' };
import lessons from './lessons.json' with { type: 'json' };
import levels from './levels.json' with { type: 'json' };
import map from './map.json' with { type: 'json' };
import notifications from './notifications.json' with { type: 'json' };
import outage from './outage.json' with { type: 'json' };
import outcome from './outcome.json' with { type: 'json' };
import payouts from './payouts.json' with { type: 'json' };
import policy from './policy.json' with { type: 'json' };
import proof from './proof.json' with { type: 'json' };
import provider from './provider.json' with { type: 'json' };
import reconciliation from './reconciliation.json' with { type: 'json' };
import reindex from './reindex.json' with { type: 'json' };
import retention from './retention.json' with { type: 'json' };
import reliability from './reliability.json' with { type: 'json' };
import reserves from './reserves.json' with { type: 'json' };
import risk from './risk.json' with { type: 'json' };
import search from './search.json' with { type: 'json' };
import series from './series.json' with { type: 'json' };
import site from './site.json' with { type: 'json' };
import staff from './staff.json' with { type: 'json' };
import statement from './statement.json' with { type: 'json' };
import status from './status.json' with { type: 'json' };
import table from './table.json' with { type: 'json' };
import teaching from './teaching.json' with { type: 'json' };
import verification from './verification.json' with { type: 'json' };

/** The language that the others are translated from; contracts hold its problems and fields. */
export const en = {
  fields: FIELD_TEXTS,
  problems: {},
  account,
  adjustments,
  annual,
  booking,
  calendar,
  chargebacks,
  classroom,
  credit,
  documents,
  family,
  filters,
  fx,
  home,
  inbox,
  ledger,
  legal,
  lessons,
  levels,
  map,
  notifications,
  outage,
  outcome,
  payouts,
  policy,
  proof,
  provider,
  reconciliation,
  reindex,
  retention,
  reliability,
  reserves,
  risk,
  search,
  series,
  site,
  staff,
  statement,
  status,
  table,
  teaching,
  verification,
};
