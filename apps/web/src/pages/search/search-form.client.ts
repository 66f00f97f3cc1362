import { suggest } from './suggest.ts';

suggest(document.querySelector('.search-form'));
