import { mountIsland } from '../../island/mount.tsx';
import { SignInView } from './sign-in-view.tsx';

mountIsland(<SignInView />);
