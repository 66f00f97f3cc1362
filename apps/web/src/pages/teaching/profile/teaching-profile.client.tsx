import { mountIsland } from '../../../island/mount.tsx';
import { ProfileView } from './profile-view.tsx';

mountIsland(<ProfileView />);
