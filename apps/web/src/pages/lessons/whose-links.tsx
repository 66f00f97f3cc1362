import { SegmentLinks, useReader } from '@edu/ui';

/** Whether a parent asks for the lessons that they take, and not for those of their children. */
export const asksForOwn = (): boolean => new URLSearchParams(location.search).get('of') === 'me';

interface WhoseLinksProps {
  readonly isOwn: boolean;
  readonly hrefOf: (of: 'me' | undefined) => string;
}

/** For parents: the lessons of their children, or their own. */
export function WhoseLinks({ isOwn, hrefOf }: WhoseLinksProps) {
  const { t } = useReader();
  const option = (of: 'me' | undefined) => ({
    label: t(of ? 'lessons.ofMine' : 'lessons.ofChildren'),
    href: hrefOf(of),
    chosen: isOwn === (of === 'me'),
  });
  return <SegmentLinks label={t('lessons.whose')} options={[option(undefined), option('me')]} />;
}
