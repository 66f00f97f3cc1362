import { mountIsland } from '../../../island/mount.tsx';
import { StaffBookingView } from './staff-booking-view.tsx';

mountIsland(<StaffBookingView />);
