/** Parameters of a statement that ends rows which a page of the owner's snapshot lacks. */
export const LACKING = {
  /** The page's range of ids: after one, up to the other, without an end where it is null. */
  since: 'uuid?',
  until: 'uuid?',
  present: 'uuid[]',
  /** When the page was asked for, by the database's clock. */
  before: 'timestamptz',
} as const;

/**
 * Rows in the page's range of ids that are not on it, and have not changed since it was asked for:
 * an event may have brought them meanwhile.
 *
 * @param key column of the id
 * @param changedAt column of the database's time of the last change
 */
export const lacking = (key: string, changedAt: string) => `
  (:since IS NULL OR ${key} > :since) AND (:until IS NULL OR ${key} <= :until)
  AND ${key} <> ALL (:present) AND ${changedAt} < :before`;
