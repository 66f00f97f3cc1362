import { mountIsland } from '../../island/mount.tsx';
import { LessonsView } from './lessons-view.tsx';

mountIsland(<LessonsView />);
