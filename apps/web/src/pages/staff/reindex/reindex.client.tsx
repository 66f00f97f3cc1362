import { mountIsland } from '../../../island/mount.tsx';
import { ReindexView } from './reindex-view.tsx';

mountIsland(<ReindexView />);
