import { defineErrors } from '@edu/contract-kit';

export const profileErrors = defineErrors('profile', {
  notFound: { status: 404, title: { en: 'No such profile', fr: 'Profil introuvable' } },
  incomplete: {
    status: 422,
    title: {
      en: 'The profile is not complete enough to be published',
      fr: 'Le profil n’est pas assez complet pour être publié',
    },
    detail: { en: 'Fill in the listed fields.', fr: 'Complétez les champs indiqués.' },
  },
  suspended: {
    status: 403,
    title: {
      en: 'This account is suspended and cannot be shown',
      fr: 'Ce compte est suspendu et ne peut pas être affiché',
    },
    detail: { en: 'Contact the support.', fr: 'Contactez le support.' },
  },
});
