import { searchRpc } from '@edu/contracts-search';
import { ApiClient, eventually } from '@edu/journey';
import { inject } from 'vitest';

/** Id of a demo tutor near Cocody, once the search knows one. */
export async function firstDemoTutor(): Promise<string> {
  const api = new ApiClient(inject('platform').url);
  try {
    return await eventually(async () => {
      const near = { subject: 'maths', lat: 5.36, lng: -3.98, radiusKm: 10 };
      const { items } = await api.ok(searchRpc.tutors, near);
      if (!items[0]) throw new Error('the search knows no demo tutor yet');
      return items[0].providerId;
    });
  } finally {
    await api.close();
  }
}
