import { randomBytes } from 'node:crypto';
import type { Vault } from '#platform/vault';
import type { LinkedBook, LinkStore } from '#schemas/deeplinks';
import type { League } from '#schemas/sports';

/** A link that was made. It says nothing of its person, not even their region. */
export interface Click {
  /** 128 random bits, by which the link counts once and the book knows it. */
  readonly id: string;
  readonly book: LinkedBook;
  readonly store: LinkStore;
  readonly league: League | null;
  /** Epoch seconds. */
  readonly endsAt: number;
}

const ABOUT = 'click';

/** A new click. */
export const newClick = (of: Omit<Click, 'id'>): Click => ({ ...of, id: randomBytes(16).toString('base64url') });

/** The click id of a link: sealed, so that it is good only as we wrote it. Some 170 characters. */
export const writeClickId = (keys: Vault, { id, book, store, league, endsAt }: Click): string =>
  keys.seal('click', JSON.stringify([id, book, store, league, endsAt]), ABOUT);

/** @returns the click; null for a click id that is not ours, or whose link is over at `now` */
export function readClickId(keys: Vault, clickId: string, now: Date): Click | null {
  try {
    const [id, book, store, league, endsAt] = JSON.parse(keys.open('click', clickId, ABOUT)) as ClickFields;
    return endsAt * 1000 > now.getTime() ? { id, book, store, league, endsAt } : null;
  } catch {
    // Whoever tries click ids gets the same reply for each.
    return null;
  }
}

type ClickFields = [string, LinkedBook, LinkStore, League | null, number];
