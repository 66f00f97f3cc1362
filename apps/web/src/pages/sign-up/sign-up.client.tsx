import { mountIsland } from '../../island/mount.tsx';
import { SignUpView } from './sign-up-view.tsx';

mountIsland(<SignUpView />);
