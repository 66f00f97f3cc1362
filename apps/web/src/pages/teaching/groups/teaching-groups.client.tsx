import { mountIsland } from '../../../island/mount.tsx';
import { GroupsView } from './groups-view.tsx';

mountIsland(<GroupsView />);
