import type { Public } from '#actor';
import { type EventNames, lockAtOf, namesOf } from '#core/events';
import type { PickId } from '#schemas/common';
import type { PickResult } from '#schemas/pick-result';
import type { PickStatus } from '#schemas/pick-views';
import { hydratePicks } from './pick.hydrate.ts';
import { picksByIds } from './pick.store.ts';
import { visibleParts } from './pick.visibility.ts';
import { statusOf } from './pick-rules.ts';

/** A leg of a pick without its price. */
export type PublicLeg = EventNames & {
  readonly league: string;
  readonly market: string;
  readonly period: string;
  readonly selection: string;
  readonly line: string | null;
  readonly subject: string | null;
  readonly stat: string | null;
  /** The others of a duel or a group; empty where there are none. */
  readonly opponents: readonly string[];
};

const NAMELESS: EventNames = { home: '', away: '', title: null };

/** A pick as it may stand on a page for everybody: no price, no book, no stake, no analysis and no proof. */
export interface PublicPick {
  readonly pickId: PickId;
  readonly handle: string;
  readonly displayName: string;
  readonly kind: string;
  readonly status: PickStatus;
  /** Null until it is decided. */
  readonly result: PickResult | null;
  readonly legs: readonly PublicLeg[];
}

/** A caller of whom nothing is known: what a page shows to one, it may show to all. */
const STRANGER: Public = { kind: 'public', address: '' };

/**
 * A pick for a page that everybody may read; null for one that a caller without a token may not see, and for one whose words a moderator has
 * hidden; `sealed` until a sealed one locks. 1.5 RRU for a single.
 */
export async function publicPick(pickId: PickId, now: Date): Promise<PublicPick | 'sealed' | null> {
  const [hydrated] = await hydratePicks(STRANGER, await picksByIds([pickId], { consistent: false }), now);
  const parts = hydrated && visibleParts(hydrated, now);
  if (!parts || !hydrated.author || hydrated.pick.wordsHiddenAt !== undefined) return null;
  if (!parts.terms) return 'sealed';
  const { pick, events, author } = hydrated;
  const result = pick.outcome?.result ?? 'open';
  return {
    pickId,
    handle: author.handle,
    displayName: author.displayName,
    kind: pick.kind,
    status: statusOf(pick, lockAtOf(pick.placedAt, events), now),
    result: result === 'open' ? null : (result as PickResult),
    legs: pick.legs.map(({ market, period, selection, line, subject, stat, opponents = [] }, i) => ({
      league: events[i]?.league ?? '',
      ...namesOf(events[i] ?? NAMELESS),
      ...{ market, period, selection, line: line ?? null, subject: subject ?? null, stat: stat ?? null, opponents },
    })),
  };
}
