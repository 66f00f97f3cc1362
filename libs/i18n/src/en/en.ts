import { FIELD_TEXTS } from '@edu/contract-kit';
import notifications from './notifications.json' with { type: 'json' };
import outage from './outage.json' with { type: 'json' };
import status from './status.json' with { type: 'json' };

/** The language that the others are translated from; contracts hold its problems and fields. */
export const en = { fields: FIELD_TEXTS, notifications, outage, problems: {}, status };
