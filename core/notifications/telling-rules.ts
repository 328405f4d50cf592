/** Times at which a notification is told: at once, later since it was told a moment ago, or not since a later telling is planned. */

/** The last telling, or the next one that is planned. */
export interface Telling {
  /** Epoch milliseconds. */
  readonly at: number;
  /** The key of the message that it is due to: a repeat of that message tells again, since the first one may have failed. */
  readonly by: string;
}

/** Milliseconds between two tellings of one notification over sockets. */
export const SOCKET_GAP = 10_000;
/** Milliseconds between two mobile pushes of one notification. */
export const MOBILE_GAP = 900_000;
/** Milliseconds after its beginning at which a notification goes out by e-mail, with all that it has collected. */
const MAIL_DELAY = 900_000;

/**
 * The telling of news that a message brings.
 * @param last of the same notification on the same channel
 * @param gap the least milliseconds between two
 * @param key of the message
 * @returns its instant, which may be later than `now`; null when a later telling is planned already, which says these news too
 */
export function tellingOf(last: Telling | undefined, gap: number, key: string, now: Date): Telling | null {
  if (last?.by === key) return last;
  if (last === undefined) return { at: now.getTime(), by: key };
  if (last.at > now.getTime()) return null;
  return { at: Math.max(now.getTime(), last.at + gap), by: key };
}

/**
 * The e-mail that news bring. A notification has one, which is planned when it begins, or when its first news come that are to be mailed.
 * @param planned of the same notification
 * @param key of the message
 * @param delay milliseconds until it goes out
 * @returns null where it is planned already, by another message
 */
export function mailOf(planned: Telling | undefined, key: string, now: Date, delay = MAIL_DELAY): Telling | null {
  if (planned === undefined) return { at: now.getTime() + delay, by: key };
  return planned.by === key ? planned : null;
}

/** Whole seconds from now until a telling; 0 for one that is due. At most a gap, which a queue can hold. */
export const delayOf = ({ at }: Telling, now: Date): number => Math.max(0, Math.ceil((at - now.getTime()) / 1000));

/** A telling as a row keeps it. */
export const textOfTelling = ({ at, by }: Telling): string => `${at} ${by}`;

export function tellingIn(text: string | undefined): Telling | undefined {
  const [at, by] = text?.split(' ') ?? [];
  return at === undefined || by === undefined ? undefined : { at: Number(at), by };
}
