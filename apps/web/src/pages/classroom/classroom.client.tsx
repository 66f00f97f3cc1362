import { mountIsland } from '../../island/mount.tsx';
import { ClassroomView } from './classroom-view.tsx';
import './classroom.css';

mountIsland(<ClassroomView />);
