import { paymentCreateIntent as fields } from '@edu/client/fields';
import { Choice, useReader } from '@edu/ui';
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
      <Choice
        field={fields['/psp']}
        legend={t('booking.way.title')}
        defaultValue={chosen.psp}
        onChange={onChoose}
        options={ways.map((way) => ({ value: way.psp, label: nameOf(way) }))}
      />
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
