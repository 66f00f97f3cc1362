import { mountIsland } from '../../island/mount.tsx';
import { reloadWhenBack } from '../../island/reload-when-back.ts';
import { BookView } from './book-view.tsx';

reloadWhenBack();
mountIsland(<BookView />);
