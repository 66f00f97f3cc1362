import { useId, useState } from 'react';
import { useReader } from '@edu/ui';
import { isolated } from '@edu/i18n/isolate';
import { useFoundProviders, useKnownProviders, useNames, type Named } from './use-providers.ts';

/** So many may be allowed; the contract says the same. */
const MOST = 50;

interface ProviderPickerProps {
  readonly childId: string;
  /** Ids. */
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Whose lessons a child may book: those it had lessons with, and whoever is found by name or page. */
export function ProviderPicker({ childId, chosen, onChange }: ProviderPickerProps) {
  const { t } = useReader();
  const id = useId();
  const [typed, setTyped] = useState('');
  const known = useKnownProviders(childId);
  const found = useFoundProviders(typed);
  /** Whoever was chosen from a list keeps the name when the list goes. */
  const [added, setAdded] = useState<readonly Named[]>([]);
  const names = useNames(chosen, [...known, ...added]);
  const isFull = chosen.length >= MOST;
  const offered = (people: readonly Named[]) =>
    people.filter((person) => !chosen.includes(person.id));
  const add = (person: Named) => {
    setAdded([...added, person]);
    onChange([...chosen, person.id]);
  };
  const results = offered(found.data ?? []);
  return (
    <fieldset className="picker">
      <legend>{t('family.caps.providers')}</legend>
      {chosen.length === 0 && <p>{t('family.caps.nobody')}</p>}
      <ul className="plain">
        {chosen.map((one) => {
          const name = names.get(one) ?? t('family.caps.notShown');
          return (
            <li key={one}>
              <bdi>{name}</bdi>{' '}
              <button
                type="button"
                className="quiet"
                aria-label={t('family.caps.remove', { name: isolated(name) })}
                onClick={() => onChange(chosen.filter((other) => other !== one))}
              >
                {t('family.caps.removeShort')}
              </button>
            </li>
          );
        })}
      </ul>
      {!isFull && (
        <>
          <Offers label={t('family.caps.known')} people={offered(known)} onAdd={add} />
          <div className="field">
            <label htmlFor={id}>{t('family.caps.find')}</label>
            <input
              id={id}
              type="search"
              value={typed}
              autoComplete="off"
              aria-describedby={`${id}-hint`}
              onChange={(event) => setTyped(event.currentTarget.value)}
              // The form around it is saved by its button alone.
              onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
            />
            <p className="field-hint" id={`${id}-hint`}>
              {t('family.caps.findHint')}
            </p>
          </div>
          <p role="status">{found.data && t('family.caps.found', { count: results.length })}</p>
          <Offers label={t('family.caps.results')} people={results} onAdd={add} />
        </>
      )}
    </fieldset>
  );
}

interface OffersProps {
  readonly label: string;
  readonly people: readonly Named[];
  readonly onAdd: (person: Named) => void;
}

/** People to choose from, a button each. */
function Offers({ label, people, onAdd }: OffersProps) {
  const { t } = useReader();
  if (people.length === 0) return null;
  return (
    <ul className="plain" aria-label={label}>
      {people.map((person) => (
        <li key={person.id}>
          <button type="button" className="quiet" onClick={() => onAdd(person)}>
            {t('family.caps.add', { name: isolated(person.name) })}
          </button>
          {person.headline && (
            <p className="field-hint" dir="auto">
              {person.headline}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
