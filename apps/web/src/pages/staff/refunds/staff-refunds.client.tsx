import { mountIsland } from '../../../island/mount.tsx';
import { StaffRefundsView } from './staff-refunds-view.tsx';

mountIsland(<StaffRefundsView />);
