import { mountIsland } from '../../island/mount.tsx';
import { SeriesView } from './series-view.tsx';

mountIsland(<SeriesView />);
