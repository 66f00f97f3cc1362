import { mountIsland } from '../../island/mount.tsx';
import { DocumentsView } from './documents-view.tsx';

mountIsland(<DocumentsView />);
