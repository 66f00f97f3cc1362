import type { Locale, RpcInput } from '@edu/contract-kit';
import type { notificationRpc } from '@edu/contracts-notification';
import type { Letter } from '../channel/channel.ts';

export type CodeMessage = RpcInput<typeof notificationRpc.sendCode>['message'];
type Text = Omit<Letter, 'locale' | 'link'>;
/** As long as auth takes an undo. */
const UNDO_HOURS = 72;

const PURPOSE = {
  fr: {
    register: 'votre inscription',
    login: 'votre connexion',
    address: 'votre nouvelle adresse',
    step_up: 'changer votre adresse',
  },
  en: {
    register: 'your sign-up',
    login: 'signing in',
    address: 'your new address',
    step_up: 'changing your address',
  },
};

const ADDRESS = {
  fr: { email: 'L’adresse e-mail', sms: 'L’adresse téléphonique' },
  en: { email: 'The e-mail address', sms: 'The phone number' },
};
const UNDO = { fr: 'Annuler le changement', en: 'Undo the change' };

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
      case 'address_changed':
        return {
          title: 'Votre adresse a changé',
          lines: [
            message.undoToken
              ? `${ADDRESS.fr[message.channel]} de votre compte a changé. Si ce n’est pas vous, annulez dans les ${UNDO_HOURS} heures :`
              : `${ADDRESS.fr[message.channel]} de votre compte a été rétablie, et toutes les sessions sont terminées.`,
            'Si c’est vous, ignorez ce message.',
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
      case 'address_changed':
        return {
          title: 'Your address was changed',
          lines: [
            message.undoToken
              ? `${ADDRESS.en[message.channel]} of your account was changed. If it was not you, undo it within ${UNDO_HOURS} hours:`
              : `${ADDRESS.en[message.channel]} of your account was set back, and all sessions have ended.`,
            'If it was you, ignore this message.',
          ],
        };
    }
  },
};

/** What to say to somebody who, perhaps, asked for a code. */
export function codeLetter(message: CodeMessage, locale: Locale): Letter {
  return { ...TEXTS[locale](message), locale, link: undoLink(message, locale) };
}

/** Behind `#`, so that no server on the way reads or logs the token. */
function undoLink(message: CodeMessage, locale: Locale): Letter['link'] {
  if (message.kind !== 'address_changed' || !message.undoToken) return null;
  return { path: `/undo-address#${message.undoToken}`, label: UNDO[locale], essential: true };
}
