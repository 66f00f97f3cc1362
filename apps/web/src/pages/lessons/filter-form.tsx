import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { LessonPeople } from '@edu/client';
import { deviceZone, QueryView, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { apiFilters, type Filters } from './lesson-filters.ts';
import type { Side } from './lesson-queries.ts';
import { SaveButton } from './save-button.tsx';

interface Props {
  readonly as: Side;
  readonly path: string;
  readonly of?: string | undefined;
  readonly filters: Filters;
}

/** By whom and when; what is chosen becomes the address of the list. */
export function FilterForm({ as, path, of, filters }: Props) {
  const { locale, t } = useReader();
  const api = useApi();
  const { part, from, to } = filters;
  const [first, setFirst] = useState(from ?? '');
  const people = useQuery({
    queryKey: ['lesson people', as],
    queryFn: () => api.get('/api/v1/bookings/people', { params: { query: { as } } }),
  });
  return (
    <>
      <form
        action={`/${locale}${path}`}
        className="lesson-filter-form"
        onSubmit={(event) => withoutBlanks(event.currentTarget)}
      >
        <QueryView query={people}>{(known) => <Whom {...{ as, filters, known }} />}</QueryView>
        <Labelled label={t('filters.from')}>
          {(id) => (
            <input
              {...{ id, name: 'from', type: 'date', defaultValue: from }}
              onChange={({ target }) => setFirst(target.value)}
            />
          )}
        </Labelled>
        <Labelled label={t('filters.to')}>
          {(id) => <input {...{ id, name: 'to', type: 'date', defaultValue: to }} min={first} />}
        </Labelled>
        {of && <input type="hidden" name="of" value={of} />}
        {part !== 'upcoming' && <input type="hidden" name="part" value={part} />}
        <button type="submit">{t('filters.apply')}</button>
      </form>
      <Download {...{ as, filters }} />
    </>
  );
}

/** An address with what was chosen alone. Of a page that is left, nothing has to be put right. */
function withoutBlanks(form: HTMLFormElement): void {
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[name]')) {
    if (field.value === '') field.disabled = true;
  }
}

interface WhomProps {
  readonly as: Side;
  readonly filters: Filters;
  readonly known: LessonPeople;
}

function Whom({ as, filters, known }: WhomProps) {
  const { t } = useReader();
  const { learners, providers } = known;
  const other = as === 'provider' ? learners : providers;
  return (
    <>
      {as === 'parent' && (
        <People label={t('filters.child')} name="child" of={learners} chosen={filters.child} />
      )}
      <People
        label={t(as === 'provider' ? 'filters.learner' : 'filters.provider')}
        name="withId"
        of={other}
        chosen={filters.withId}
      />
    </>
  );
}

interface PeopleProps {
  readonly label: string;
  readonly name: string;
  readonly of: LessonPeople['providers'];
  readonly chosen: string | undefined;
}

function People({ label, name, of, chosen }: PeopleProps) {
  const { t } = useReader();
  return (
    <Labelled label={label}>
      {(id) => (
        <select id={id} name={name} defaultValue={chosen ?? ''}>
          <option value="">{t('filters.everybody')}</option>
          {of.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name ?? t('filters.nameless')}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

function Labelled(props: {
  readonly label: string;
  readonly children: (id: string) => React.ReactNode;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      {props.children(id)}
    </div>
  );
}

/** A page's text is without the mark by which Excel knows its letters. */
const MARK = '\uFEFF';

/** The list, as it is filtered now, as a file for spreadsheets. */
function Download({ as, filters }: Pick<Props, 'as' | 'filters'>) {
  const { t } = useReader();
  const api = useApi();
  const query = { as, part: filters.part, ...apiFilters(filters), zone: deviceZone() };
  const load = async () => {
    const text = await api.get('/api/v1/bookings/lessons.csv', { params: { query } });
    return MARK + text.replace(MARK, '');
  };
  return (
    <SaveButton
      label={t('filters.download')}
      name={t('filters.file')}
      type="text/csv;charset=utf-8"
      load={load}
    />
  );
}
