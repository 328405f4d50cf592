/** The texts of e-mails, by language. Names that people choose stand in the text and never in the subject. */
import type { NotificationGroup } from '#schemas/notifications';
import { textOfNotification } from './mobile-texts.ts';

interface Around {
  readonly subject: string;
  /** Below the notifications. */
  readonly end: string;
}

const AROUND: Readonly<Record<string, Around>> & { readonly en: Around } = {
  en: {
    subject: 'You have new notifications on YouBet',
    end: 'Open YouBet to see more.\nYou get this e-mail since you have chosen it in YouBet, under Settings and Notifications, where you can end it too.',
  },
  es: {
    subject: 'Tienes notificaciones nuevas en YouBet',
    end: 'Abre YouBet para ver más.\nRecibes este correo porque lo has elegido en YouBet, en Ajustes y Notificaciones, donde también puedes desactivarlo.',
  },
};

/** A mail that says some notifications, in the language of a locale such as `en-US`. */
export function mailText(shown: readonly NotificationGroup[], locale: string): { subject: string; text: string } {
  const { subject, end } = AROUND[locale.slice(0, 2)] ?? AROUND.en;
  const lines = shown.map((one) => `- ${textOfNotification(one, locale)}`).join('\n');
  return { subject, text: `${lines}\n\n${end}\n` };
}
