import { createHash } from 'node:crypto';
import { type PublicPick, publicPick } from '#core/picks';
import type { PickId } from '#schemas/common';
import { titleOf, wordsOfLeg } from './pick-words.ts';

/** The words of a pick that a stranger reads: no price, no book, no stake, and nothing that its author wrote but the names. */
export interface PickInWords {
  readonly pickId: PickId;
  readonly handle: string;
  readonly displayName: string;
  /** Such as `NFL single` or `Parlay of 3`. */
  readonly title: string;
  readonly legs: readonly { readonly what: string; readonly game: string }[];
  /** Such as `Open` or `Won`. */
  readonly status: string;
  /** 16 hexadecimal digits that change with anything that the picture shows. */
  readonly version: string;
}

/** The picture's own layout: a new one is a new version of every picture. */
const LAYOUT = 1;

/**
 * A pick as a shared link shows it; `withdrawn` for one that its author took back, `sealed` until one locks that was sealed, and null for one that a
 * stranger may not see or whose words were removed. 1.5 RRU.
 */
export async function pickInWords(pickId: PickId, now: Date): Promise<PickInWords | 'withdrawn' | 'sealed' | null> {
  const pick = await publicPick(pickId, now);
  if (pick === null || pick === 'sealed') return pick;
  return pick.status === 'withdrawn' ? 'withdrawn' : inWords(pick);
}

function inWords(pick: PublicPick): PickInWords {
  const words = {
    pickId: pick.pickId,
    handle: pick.handle,
    displayName: pick.displayName,
    title: titleOf(pick),
    legs: pick.legs.map(wordsOfLeg),
    status: STATUS[pick.result ?? pick.status] ?? 'Open',
  };
  const { displayName: _, ...shown } = words;
  const version = createHash('sha256')
    .update(JSON.stringify([LAYOUT, shown]))
    .digest('hex')
    .slice(0, 16);
  return { ...words, version };
}

/** Words for a status, and for a result that stands. */
const STATUS: Readonly<Record<string, string>> = {
  open: 'Open',
  locked: 'Started',
  needs_review: 'Under review',
  ungradeable: 'Under review',
  win: 'Won',
  loss: 'Lost',
  push: 'Push',
  void: 'Void',
  half_win: 'Half won',
  half_loss: 'Half lost',
  dead_heat: 'Dead heat',
  half_face: 'Half won',
};
