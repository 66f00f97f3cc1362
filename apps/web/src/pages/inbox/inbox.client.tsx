import { mountIsland } from '../../island/mount.tsx';
import { InboxView } from './inbox-view.tsx';

mountIsland(<InboxView />);
