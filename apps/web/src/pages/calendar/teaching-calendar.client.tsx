import { mountIsland } from '../../island/mount.tsx';
import { TeachingCalendarView } from './teaching-calendar-view.tsx';

mountIsland(<TeachingCalendarView />);
