import { deviceZone, Notice, timeText, useReader } from '@edu/ui';

/** Says that what follows was seen some time ago. @param at ms since 1970 */
export function OldNotice({ at }: { readonly at: number }) {
  const { locale, t } = useReader();
  const seen = timeText(new Date(at).toISOString(), deviceZone(), locale, 'both');
  return (
    <Notice tone="warn" title={t('lessons.old', { at: seen })}>
      <p>{t('lessons.oldDetail')}</p>
    </Notice>
  );
}
