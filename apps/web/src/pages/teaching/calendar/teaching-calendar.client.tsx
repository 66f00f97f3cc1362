import { mountIsland } from '../../../island/mount.tsx';
import { CalendarView } from './calendar-view.tsx';

mountIsland(<CalendarView />);
