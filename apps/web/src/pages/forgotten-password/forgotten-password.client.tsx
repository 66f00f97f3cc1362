import { mountIsland } from '../../island/mount.tsx';
import { ForgottenPasswordView } from './forgotten-password-view.tsx';

mountIsland(<ForgottenPasswordView />);
