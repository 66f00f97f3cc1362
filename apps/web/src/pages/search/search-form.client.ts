import { mapOnTap } from '../map/map-on-tap.ts';
import { nearMe } from './near-me.ts';
import { suggest } from './suggest.ts';

const form = document.querySelector<HTMLFormElement>('.search-form');
suggest(form);
nearMe(form);
mapOnTap();
// An address is easier to read and to share without what was left empty.
form?.addEventListener('formdata', ({ formData }) => {
  for (const [name, value] of [...formData]) if (value === '') formData.delete(name);
});
