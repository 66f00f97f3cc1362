import type { Locale, RpcInput } from '@edu/contract-kit';
import type { notificationRpc } from '@edu/contracts-notification';
import type { Letter } from '../channel/channel.ts';

export type CodeMessage = RpcInput<typeof notificationRpc.sendCode>['message'];
type Text = Omit<Letter, 'locale' | 'link'>;

const PURPOSE = {
  fr: {
    register: 'votre inscription',
    login: 'votre connexion',
    address: 'votre nouvelle adresse',
  },
  en: { register: 'your sign-up', login: 'signing in', address: 'your new address' },
};

const TEXTS: Record<Locale, (message: CodeMessage) => Text> = {
  fr: (message) => {
    switch (message.kind) {
      case 'code':
        return {
          title: 'Votre code',
          lines: [
            `${message.code} est votre code pour ${PURPOSE.fr[message.purpose]}. Il est valable ${message.minutes} minutes.`,
            'Ne le donnez à personne : EduConnect ne vous le demandera jamais. Si vous n’avez rien demandé, ignorez ce message.',
          ],
        };
      case 'known_address':
        return {
          title: 'Vous avez déjà un compte',
          lines: [
            'Quelqu’un a voulu utiliser cette adresse pour un compte EduConnect, mais elle en a déjà un.',
            'Si c’était vous, connectez-vous. Sinon, ignorez ce message : rien n’a changé.',
          ],
        };
      case 'unknown_address':
        return {
          title: 'Aucun compte à cette adresse',
          lines: [
            'Quelqu’un a voulu se connecter à EduConnect avec cette adresse, mais elle n’a pas de compte.',
            'Si c’était vous, inscrivez-vous ou essayez une autre adresse. Sinon, ignorez ce message.',
          ],
        };
    }
  },
  en: (message) => {
    switch (message.kind) {
      case 'code':
        return {
          title: 'Your code',
          lines: [
            `${message.code} is your code for ${PURPOSE.en[message.purpose]}. It is valid for ${message.minutes} minutes.`,
            'Give it to nobody: EduConnect will never ask you for it. If you asked for nothing, ignore this message.',
          ],
        };
      case 'known_address':
        return {
          title: 'You have an account already',
          lines: [
            'Somebody wanted to use this address for an EduConnect account, but it has one already.',
            'If it was you, sign in. If not, ignore this message: nothing has changed.',
          ],
        };
      case 'unknown_address':
        return {
          title: 'No account at this address',
          lines: [
            'Somebody wanted to sign in to EduConnect with this address, but it has no account.',
            'If it was you, sign up or try another address. If not, ignore this message.',
          ],
        };
    }
  },
};

/** What to say to somebody who, perhaps, asked for a code. */
export function codeLetter(message: CodeMessage, locale: Locale): Letter {
  return { ...TEXTS[locale](message), locale, link: null };
}
