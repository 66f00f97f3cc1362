import type { ReactNode } from 'react';
import type { TextKey } from '@edu/i18n';
import { definePage, type PageDefinition } from '../../page/page.ts';
import { serverTexts } from '../../page/texts.ts';
import { TextPage } from './text-page.tsx';

const FRESH_S = 3_600;

const one = (section: TextKey, ...texts: readonly TextKey[]) => ({ title: section, texts });

function textPage(
  path: PageDefinition['path'],
  title: TextKey,
  lead: TextKey,
  body: ReactNode,
): PageDefinition {
  return definePage({
    path,
    freshS: FRESH_S,
    load: ({ locale }) => {
      const t = serverTexts(locale);
      return { head: { title: t(title), description: t(lead) }, body };
    },
  });
}

export const helpPage = textPage(
  '/help',
  'legal.help.title',
  'legal.help.lead',
  <TextPage
    title="legal.help.title"
    lead="legal.help.lead"
    isDraft={false}
    sections={[
      one('legal.help.book', 'legal.help.bookText', 'legal.help.holdText'),
      one('legal.help.pay', 'legal.help.payText', 'legal.help.lateText'),
      one(
        'legal.help.cancel',
        'legal.help.cancelText',
        'legal.help.flexible',
        'legal.help.moderate',
        'legal.help.strict',
        'legal.help.cancelProvider',
      ),
      one('legal.help.room', 'legal.help.roomText', 'legal.help.weakText'),
      one('legal.help.account', 'legal.help.accountText', 'legal.help.codeText'),
      one('legal.help.data', 'legal.help.dataText'),
      one('legal.help.write', 'legal.help.writeText'),
    ]}
  />,
);

export const termsPage = textPage(
  '/terms',
  'legal.terms.title',
  'legal.terms.lead',
  <TextPage
    title="legal.terms.title"
    lead="legal.terms.lead"
    isDraft
    sections={[
      one('legal.terms.what', 'legal.terms.whatText'),
      one('legal.terms.account', 'legal.terms.accountText'),
      one('legal.terms.booking', 'legal.terms.bookingText'),
      one('legal.terms.money', 'legal.terms.moneyText'),
      one('legal.terms.conduct', 'legal.terms.conductText'),
    ]}
  />,
);

export const privacyPage = textPage(
  '/privacy',
  'legal.privacy.title',
  'legal.privacy.lead',
  <TextPage
    title="legal.privacy.title"
    lead="legal.privacy.lead"
    isDraft
    sections={[
      one(
        'legal.privacy.kept',
        'legal.privacy.account',
        'legal.privacy.profile',
        'legal.privacy.lessons',
        'legal.privacy.messages',
      ),
      one('legal.privacy.money', 'legal.privacy.moneyText'),
      one('legal.privacy.seen', 'legal.privacy.seenText'),
      one('legal.privacy.cookies', 'legal.privacy.cookiesText'),
      one('legal.privacy.place', 'legal.privacy.placeText'),
      one('legal.privacy.country', 'legal.privacy.countryText'),
      one('legal.privacy.reports', 'legal.privacy.reportsText'),
    ]}
  />,
);
