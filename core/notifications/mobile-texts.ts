/** The texts of mobile pushes, by language. A language that is missing here gets the English ones. */
import type { PushedMessage } from '#core/messaging';
import type { NotificationGroup, NotificationKind } from '#schemas/notifications';

/** The people of a notification in a text: the newest by name, the others by their number. */
const names = ({ actors: [first], count }: NotificationGroup, others: string): string =>
  count > 1 ? `${first?.displayName ?? ''} ${others.replace('#', String(count - 1))}` : (first?.displayName ?? '');

/** A text with its numbers and names filled in. */
type Text = (shown: NotificationGroup) => string;

interface Texts {
  readonly kinds: Readonly<Record<NotificationKind, Text>>;
  /** A message of a conversation whose text is not shown. */
  readonly message: string;
  /** In the place of single texts, when there are too many of them. */
  readonly summary: string;
}

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many.replace('#', String(count)));

const TEXTS: Readonly<Record<string, Texts>> & { readonly en: Texts } = {
  en: {
    kinds: {
      'pick-locked': ({ count }) =>
        plural(count, 'A pick of yours is locked: the game has started.', '# picks of yours are locked: the game has started.'),
      'pick-settled': ({ count }) => plural(count, 'A pick of yours was settled.', '# picks of yours were settled.'),
      'new-follower': (shown) => `${names(shown, 'and # more')} followed you.`,
      'follow-request': (shown) => `${names(shown, 'and # more')} asked to follow you.`,
      'follow-accepted': (shown) => `${names(shown, 'and # more')} accepted your request to follow.`,
      'contact-request': (shown) => `${names(shown, 'and # more')} asked to be your contact.`,
      'contact-accepted': (shown) => `${names(shown, 'and # more')} is your contact now.`,
      'content-hidden': () => 'A moderator has hidden something of yours.',
      'content-restored': () => 'A moderator shows something of yours again.',
      'new-comment': (shown) => `${names(shown, 'and # more')} commented on your ${shown.subject.type}.`,
      reply: (shown) => `${names(shown, 'and # more')} replied to your comment.`,
      mention: (shown) => `${names(shown, 'and # more')} mentioned you in a ${shown.subject.type}.`,
      reaction: (shown) => `${names(shown, 'and # more')} reacted to your ${shown.subject.type}.`,
      bell: ({ actors: [author], items: [newest], count }) =>
        `${author?.displayName ?? ''} ${plural(count, newest?.type === 'pick' ? 'placed a pick.' : 'posted.', 'has # new posts and picks.')}`,
      'export-ready': () => 'The export of your data is ready to download.',
      'new-device': () => 'A new device has signed in to your account. If it was not you, end its session now.',
    },
    message: 'You have a new message.',
    summary: 'You have new notifications.',
  },
  es: {
    kinds: {
      'pick-locked': ({ count }) =>
        plural(
          count,
          'Tu pick está cerrado: el partido ha comenzado.',
          '# de tus picks están cerrados: el partido ha comenzado.',
        ),
      'pick-settled': ({ count }) => plural(count, 'Tu pick se ha resuelto.', '# de tus picks se han resuelto.'),
      'new-follower': (shown) => `Nuevos seguidores: ${names(shown, 'y # más')}.`,
      'follow-request': (shown) => `Solicitudes para seguirte: ${names(shown, 'y # más')}.`,
      'follow-accepted': (shown) => `Solicitud aceptada: ${names(shown, 'y # más')}.`,
      'contact-request': (shown) => `Solicitudes de contacto: ${names(shown, 'y # más')}.`,
      'contact-accepted': (shown) => `Nuevo contacto: ${names(shown, 'y # más')}.`,
      'content-hidden': () => 'Un moderador ha ocultado algo tuyo.',
      'content-restored': () => 'Un moderador vuelve a mostrar algo tuyo.',
      'new-comment': (shown) =>
        `Comentarios ${shown.subject.type === 'pick' ? 'a tu pick' : 'a tu publicación'}: ${names(shown, 'y # más')}.`,
      reply: (shown) => `Respuestas a tu comentario: ${names(shown, 'y # más')}.`,
      mention: (shown) =>
        `Te mencionan en ${shown.subject.type === 'post' ? 'una publicación' : 'un comentario'}: ${names(shown, 'y # más')}.`,
      reaction: (shown) =>
        `Reacciones ${shown.subject.type === 'pick' ? 'a tu pick' : 'a tu publicación'}: ${names(shown, 'y # más')}.`,
      bell: ({ actors: [author], count }) =>
        `${author?.displayName ?? ''}: ${plural(count, 'nueva publicación o pick.', '# nuevas publicaciones y picks.')}`,
      'export-ready': () => 'La exportación de tus datos está lista para descargar.',
      'new-device': () => 'Un dispositivo nuevo ha iniciado sesión en tu cuenta. Si no has sido tú, cierra esa sesión ahora.',
    },
    message: 'Tienes un mensaje nuevo.',
    summary: 'Tienes notificaciones nuevas.',
  },
};

const textsOf = (locale: string): Texts => TEXTS[locale.slice(0, 2)] ?? TEXTS.en;

/** The line that says a notification, in the language of a locale such as `en-US`. */
export const textOfNotification = (shown: NotificationGroup, locale: string): string => textsOf(locale).kinds[shown.kind](shown);
/** The line that says that there are several. */
export const textOfSummary = (locale: string): string => textsOf(locale).summary;

/** The line that says a message of a conversation: in a group with the name of its sender. */
export const textOfMessage = ({ group, sender, text }: PushedMessage, locale: string): string => {
  if (text === null) return textsOf(locale).message;
  return group === null ? text : `${sender}: ${text}`;
};
