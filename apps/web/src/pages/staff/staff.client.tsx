import { mountIsland } from '../../island/mount.tsx';
import { StaffView } from './staff-view.tsx';

mountIsland(<StaffView />);
