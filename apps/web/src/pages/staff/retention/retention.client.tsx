import { mountIsland } from '../../../island/mount.tsx';
import { RetentionView } from './retention-view.tsx';

mountIsland(<RetentionView />);
