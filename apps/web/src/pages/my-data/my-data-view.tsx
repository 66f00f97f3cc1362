import { useTexts } from '@edu/ui';
import { EraseCard } from './erase-card.tsx';
import { ExportCard } from './export-card.tsx';

export function MyDataView() {
  const t = useTexts();
  return (
    <div className="account">
      <h1>{t('account.data.title')}</h1>
      <ExportCard />
      <EraseCard />
    </div>
  );
}
