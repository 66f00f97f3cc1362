import { useReader } from '@edu/ui';
import type { Way } from './ways.ts';

const HINTS = {
  card: 'booking.way.hint.card',
  redirect: 'booking.way.hint.redirect',
  push: 'booking.push.detail',
} as const;

interface WayChoiceProps {
  readonly ways: readonly Way[];
  readonly chosen: Way;
  readonly onChoose: (psp: string) => void;
}

/** How to pay, and what happens then. */
export function WayChoice({ ways, chosen, onChoose }: WayChoiceProps) {
  const { t } = useReader();
  const nameOf = useWayName();
  return (
    <div className="reserve">
      {/* Forms and their rules would weigh more than the rest of this page. */}
      <fieldset className="choice">
        <legend>{t('booking.way.title')}</legend>
        {ways.map((way) => (
          <label key={way.psp}>
            <input
              type="radio"
              name="psp"
              checked={way.psp === chosen.psp}
              onChange={() => onChoose(way.psp)}
            />
            <span>{nameOf(way)}</span>
          </label>
        ))}
      </fieldset>
      <p className="field-hint" aria-live="polite">
        {t(HINTS[chosen.kind], { name: nameOf(chosen) })}
      </p>
    </div>
  );
}

/** What people call a way to pay. */
export function useWayName(): (way: Way) => string {
  const { t } = useReader();
  return ({ kind, name }) => name ?? t(kind === 'card' ? 'booking.way.card' : 'booking.way.phone');
}
