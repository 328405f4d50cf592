/** The texts of e-mails, by language. Names that people choose stand in the text and never in the subject. */
import { isSecurity, type NotificationGroup } from '#schemas/notifications';
import { textOfNotification } from './mobile-texts.ts';

interface Around {
  readonly subject: string;
  /** Below the notifications. */
  readonly end: string;
}

/** Around a notification about the safety of the account. */
const SECURITY: typeof AROUND = {
  en: {
    subject: 'The safety of your YouBet account',
    end: 'In YouBet, under Settings and Sessions, you see all devices that are signed in, and can end each session.',
  },
  es: {
    subject: 'La seguridad de tu cuenta de YouBet',
    end: 'En YouBet, en Ajustes y Sesiones, ves todos los dispositivos que han iniciado sesión y puedes cerrar cada sesión.',
  },
};

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
  const texts = shown.every(({ kind }) => isSecurity(kind)) ? SECURITY : AROUND;
  const { subject, end } = texts[locale.slice(0, 2)] ?? texts.en;
  const lines = shown.map((one) => `- ${textOfNotification(one, locale)}`).join('\n');
  return { subject, text: `${lines}\n\n${end}\n` };
}
