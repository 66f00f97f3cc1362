import { mountIsland } from '../../island/mount.tsx';
import { LessonsCalendarView } from './lessons-calendar-view.tsx';

mountIsland(<LessonsCalendarView />);
