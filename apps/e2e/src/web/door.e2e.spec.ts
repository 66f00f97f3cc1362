import { openLesson, openTutor, Postbox, signUpByPhone, type Person } from '@edu/journey';
import { expect, inject, it, vi } from 'vitest';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const platform = inject('platform');
const post = new Postbox(platform.urls);

describeInBrowser('at the door of a lesson in person', (open) => {
  it('the learner reads a PIN, the teacher enters it, and both see that they have met', async () => {
    const [tutor, student] = await Promise.all([
      openTutor(platform, post, 'Awa Koné'),
      signUpByPhone(platform, post, 'Moussa Traoré'),
    ]);
    const id = await openLesson(platform, platform.urls.stripe, tutor, student, 'in_person');
    const reader = async (person: Person, locale: 'fr' | 'en') => {
      const visitor = await open({ locale });
      await signInAs(visitor, person);
      const web = new WebPerson(visitor, locale, person.displayName);
      await web.goto(`/lessons/${id}`);
      return web;
    };
    const learner = await reader(student, 'en');
    await learner.reads('lessons.door.sayIt');
    const pin = await learner.main.getByText(/^\d{5}$/).innerText();
    await learner.seesAccessibly();

    const teacher = await reader(tutor, 'fr');
    const field = teacher.field('lessons.door.pin');
    await field.waitFor();
    expect(await field.getAttribute('inputmode')).toBe('numeric');
    expect(await teacher.main.getByText(pin).count()).toBe(0);
    await field.fill(pin === '00000' ? '00001' : '00000');
    await teacher.button('lessons.door.checkIn').click();
    await teacher.main.getByText('Ce n’est pas le code PIN de ce cours').waitFor();
    await teacher.seesAccessibly();
    await field.fill(`${pin.slice(0, 3)} ${pin.slice(3)}`);
    await teacher.button('lessons.door.checkIn').click();

    const done = (web: WebPerson) =>
      web.main.getByText(web.t('lessons.door.done', { at: '#' }).split('#')[1]!).waitFor();
    await done(teacher);
    await done(learner);
    expect(await learner.main.getByText(pin).count()).toBe(0);
    await learner.visitor.close();
    await teacher.visitor.close();
  });
});
