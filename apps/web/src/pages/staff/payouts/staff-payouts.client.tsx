import { mountIsland } from '../../../island/mount.tsx';
import { StaffPayoutsView } from './staff-payouts-view.tsx';

mountIsland(<StaffPayoutsView />);
