import { statement } from '@edu/persistence';

/** Tables of a service that takes files; `uploads.ts` says what they are for. */
export const BEGIN = statement(
  {
    id: 'uuid',
    ownerId: 'uuid',
    purpose: 'text',
    type: 'text',
    bytes: 'int',
    lifeS: 'int',
    deletionId: 'uuid',
    target: 'text',
  },
  `
  WITH deletion AS (
    INSERT INTO object_deletion (id, target, due_at)
    VALUES (:deletionId, :target, now() + make_interval(secs => :lifeS) * 2))
  INSERT INTO upload (id, owner_id, purpose, type, bytes, expires_at)
  VALUES (:id, :ownerId, :purpose, :type, :bytes, now() + make_interval(secs => :lifeS))`,
);

export const FIND = statement(
  { id: 'uuid', ownerId: 'uuid', purpose: 'text' },
  `
  SELECT type, bytes, completed_at IS NOT NULL AS completed FROM upload
  WHERE id = :id AND owner_id = :ownerId AND purpose = :purpose AND expires_at > now()`,
).returns<{ type: string; bytes: number; completed: boolean }>();

export const COMPLETE = statement(
  { id: 'uuid' },
  'UPDATE upload SET completed_at = now() WHERE id = :id AND completed_at IS NULL',
);

export const ADD_DELETION = statement(
  { id: 'uuid', target: 'text', afterS: 'int' },
  `
  INSERT INTO object_deletion (id, target, due_at)
  VALUES (:id, :target, now() + make_interval(secs => :afterS))`,
);

export const END_DELETION = statement({ id: 'uuid' }, 'DELETE FROM object_deletion WHERE id = :id');
