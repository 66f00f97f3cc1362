import type { TextKey } from '@edu/i18n';
import { z } from 'zod';
import { defineTemplate, type Template } from './template.ts';

/** What happened, and nothing of whom: the page that is linked says it to those who may know. */
const Nothing = z.object({});

type NameIn<Key> = Key extends `notifications.${infer Name}.advice` ? Name : never;
type Name = Extract<NameIn<TextKey>, `${'family' | 'approval'}-${string}`>;

const about = (name: Name, label: TextKey) =>
  defineTemplate({
    name,
    facts: Nothing,
    parts: () => ({
      title: `notifications.${name}.title`,
      lines: [`notifications.${name}.what`, `notifications.${name}.advice`],
      link: { path: '/account/family', label },
    }),
  });

const FAMILY_LINK = 'notifications.family.link';
const APPROVAL_LINK = 'notifications.approval.link';

/** By what happened in a family. */
export const FAMILY_TEMPLATES = {
  parent_joined: about('family-parent-joined', FAMILY_LINK),
  child_joined: about('family-child-joined', FAMILY_LINK),
  unlinked: about('family-unlinked', FAMILY_LINK),
  caps_changed: about('family-caps-changed', FAMILY_LINK),
  majority_near: about('family-majority-near', FAMILY_LINK),
  handed_over: about('family-handed-over', FAMILY_LINK),
} as const;
/** Something that a release to come announces. */
export const familyChanged = about('family-changed', FAMILY_LINK);

export const approvalAsked = about('approval-asked', APPROVAL_LINK);
/** By what became of a request, for the child. */
export const APPROVAL_TEMPLATES = {
  approved: about('approval-approved', APPROVAL_LINK),
  refused: about('approval-refused', APPROVAL_LINK),
  withdrawn: about('approval-withdrawn', APPROVAL_LINK),
  expired: about('approval-expired', APPROVAL_LINK),
  ended: about('approval-ended', APPROVAL_LINK),
} as const;

/** Everything about families. */
export const ALL_OF_FAMILIES: readonly Template<object>[] = [
  ...Object.values(FAMILY_TEMPLATES),
  familyChanged,
  approvalAsked,
  ...Object.values(APPROVAL_TEMPLATES),
];

/** Of a map of templates, the one for a word that may be of a later release. */
export function templateFor(
  templates: Readonly<Record<string, Template<object>>>,
  word: string,
): Template<object> | undefined {
  return Object.hasOwn(templates, word) ? templates[word] : undefined;
}
