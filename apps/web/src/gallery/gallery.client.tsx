import { mountIsland } from '../island/mount.tsx';
import { GalleryView } from './gallery-view.tsx';

mountIsland(<GalleryView />);
