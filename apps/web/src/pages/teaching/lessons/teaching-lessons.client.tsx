import { mountIsland } from '../../../island/mount.tsx';
import { TeachingLessonsView } from './teaching-lessons-view.tsx';

mountIsland(<TeachingLessonsView />);
