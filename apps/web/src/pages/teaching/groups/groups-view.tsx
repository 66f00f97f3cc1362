import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyState, QueryView, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { useMe } from '../../../island/use-me.ts';
import { TeachingNav } from '../teaching-nav.tsx';
import { GroupCard } from './group-card.tsx';
import { GroupForm } from './group-form.tsx';

/** The group lessons that I offer, and a form for the next. */
export function GroupsView() {
  const { t } = useReader();
  const api = useApi();
  const [isOpen, setOpen] = useState(false);
  const me = useMe(true);
  const groups = useQuery({
    queryKey: ['my-groups'],
    queryFn: ({ signal }) => api.get('/api/v1/me/group-lessons', { signal }),
  });
  return (
    <>
      <TeachingNav at="groups" />
      <h1>{t('teaching.groups.title')}</h1>
      <p className="lead">{t('teaching.groups.lead')}</p>
      <QueryView query={groups}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('teaching.groups.none')} />
          ) : (
            <ul className="cards">
              {items.map((group) => (
                <li key={group.id}>
                  <GroupCard group={group} onChanged={() => void groups.refetch()} />
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
      {isOpen && me.data ? (
        <GroupForm
          providerId={me.data.id}
          onDone={() => {
            setOpen(false);
            void groups.refetch();
          }}
        />
      ) : (
        <p className="actions">
          <button type="button" className="button" onClick={() => setOpen(true)}>
            {t('teaching.groups.add')}
          </button>
        </p>
      )}
    </>
  );
}
