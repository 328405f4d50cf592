/** The texts of mobile pushes, by language. A language that is missing here gets the English ones. */
import type { NotificationGroup, NotificationKind } from '#schemas/notifications';

/** A text with its numbers and names filled in. */
type Text = (shown: NotificationGroup) => string;

interface Texts {
  readonly kinds: Readonly<Record<NotificationKind, Text>>;
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
    },
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
    },
    summary: 'Tienes notificaciones nuevas.',
  },
};

const textsOf = (locale: string): Texts => TEXTS[locale.slice(0, 2)] ?? TEXTS.en;

/** The line that says a notification, in the language of a locale such as `en-US`. */
export const textOfNotification = (shown: NotificationGroup, locale: string): string => textsOf(locale).kinds[shown.kind](shown);
/** The line that says that there are several. */
export const textOfSummary = (locale: string): string => textsOf(locale).summary;
