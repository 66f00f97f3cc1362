import { useReader } from '@edu/ui';

/** The switch for those who pay by the megabyte; it is of this device and of no account. */
export function DataUse() {
  const { locale, t } = useReader();
  const isOn = document.documentElement.dataset['lowData'] !== undefined;
  const back = encodeURIComponent(`/${locale}/account`);
  return (
    <section className="card" aria-labelledby="data-use">
      <h2 id="data-use">{t('site.lowData')}</h2>
      <p>{t(isOn ? 'account.lowDataOn' : 'account.lowDataOff')}</p>
      <a className="button quiet" href={`/low-data?on=${isOn ? '0' : '1'}&back=${back}`}>
        {t(isOn ? 'account.lowDataEnd' : 'account.lowDataBegin')}
      </a>
    </section>
  );
}
