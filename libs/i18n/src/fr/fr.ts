import type { Catalogue } from '../catalogue.ts';
import fields from './fields.json' with { type: 'json' };
import notifications from './notifications.json' with { type: 'json' };
import outage from './outage.json' with { type: 'json' };
import problems from './problems.json' with { type: 'json' };
import status from './status.json' with { type: 'json' };

export const fr: Catalogue = { fields, notifications, outage, problems, status };
