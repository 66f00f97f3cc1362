import { mountIsland } from '../../island/mount.tsx';
import { LessonView } from './lesson-view.tsx';

mountIsland(<LessonView />);
