import { mountIsland } from '../../island/mount.tsx';
import { reloadWhenBack } from '../../island/reload-when-back.ts';
import { BookSeriesView } from './book-series-view.tsx';

reloadWhenBack();
mountIsland(<BookSeriesView />);
