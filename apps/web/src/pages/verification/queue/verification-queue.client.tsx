import { mountIsland } from '../../../island/mount.tsx';
import { QueueView } from './queue-view.tsx';

mountIsland(<QueueView />);
