import { mountIsland } from '../../../island/mount.tsx';
import { ScheduleView } from './schedule-view.tsx';

mountIsland(<ScheduleView />);
