import type { Child } from '@edu/client';
import { DateFormat } from '@edu/contract-kit';
import { MoneyText, useReader } from '@edu/ui';

/** What a family has agreed on, in a few lines. */
export function FamilyFacts({ child }: { readonly child: Child }) {
  const { locale, t } = useReader();
  const { caps, consents, endsOn, hasAccount, parentIds, recordingAgreed } = child;
  const { monthly, providers, hours } = caps;
  const date = new DateFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const care = consents.find(({ kind }) => kind === 'care');
  return (
    <ul className="plain">
      <li>{t('family.facts.signIn', { has: hasAccount ? 'yes' : 'no' })}</li>
      <li>{t('family.facts.parents', { count: parentIds.length })}</li>
      <li>
        {monthly ? (
          <>
            <span>{t('family.facts.monthly')}</span> <MoneyText money={monthly} />
          </>
        ) : (
          t('family.facts.noMonthly')
        )}
      </li>
      <li>
        {providers
          ? t('family.facts.providers', { count: providers.length })
          : t('family.facts.anyProvider')}
      </li>
      <li>{hours ? t('family.facts.hours', hours) : t('family.facts.anyHour')}</li>
      <li>{t('family.facts.recording', { agreed: recordingAgreed ? 'yes' : 'no' })}</li>
      {care && <li>{t('family.facts.consent', { date: date.format(new Date(care.givenAt)) })}</li>}
      <li>{t('family.facts.ends', { date: date.format(new Date(endsOn)) })}</li>
    </ul>
  );
}
