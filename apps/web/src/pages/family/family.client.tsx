import { mountIsland } from '../../island/mount.tsx';
import { FamilyView } from './family-view.tsx';

mountIsland(<FamilyView />);
