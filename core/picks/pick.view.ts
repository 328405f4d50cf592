import type * as z from 'zod';
import { type EventFacts, factsOf } from '#core/events';
import { displayOdds, formatMicro } from '#core/odds';
import { cardsOf } from '#core/users';
import type { Odds } from '#schemas/odds';
import type { PickDetail as PickDetailSchema, PickView as PickViewSchema } from '#schemas/picks';
import type { StoredLeg, StoredOutcome, StoredPick, StoredRevision } from './pick.store.ts';
import { lockAtOf, statusOf } from './pick-rules.ts';

export type PickView = z.input<typeof PickViewSchema>;
export type PickDetail = z.input<typeof PickDetailSchema>;
type Shown = z.infer<typeof PickViewSchema>;

/** `1.5` for 1,500,000 millionths: as a stake is typed. */
const stakeText = (micro: number): string => formatMicro(micro).replace(/\.?0+$/, '');

export async function viewOf(pick: StoredPick, now: Date): Promise<PickView> {
  const [view] = await viewsOf([pick], now);
  return view as PickView;
}

/** Stored picks as everyone may see them: two BatchGets at the same time, for their events and their authors. */
export async function viewsOf(picks: readonly StoredPick[], now: Date): Promise<PickView[]> {
  const [events, authors] = await Promise.all([
    factsOf(picks.flatMap(({ legs }) => legs.map(({ eventId }) => eventId as EventFacts['eventId']))),
    cardsOf([...new Set(picks.map(({ authorId }) => authorId))], now),
  ]);
  return picks.map((pick) => {
    const leg = pick.legs[0] as StoredLeg;
    const event = events.get(leg.eventId as EventFacts['eventId']);
    if (!event) throw new Error(`pick ${pick.pickId} on an event that is not there`);
    return view(pick, leg, event, authors.get(pick.authorId), now);
  });
}

function view(
  pick: StoredPick,
  leg: StoredLeg,
  event: EventFacts,
  author: { handle: string; displayName: string } | undefined,
  now: Date,
): PickView {
  const lockAt = lockAtOf({ placedAt: pick.placedAt, ...event });
  return {
    id: pick.pickId,
    author: { id: pick.authorId, handle: author?.handle ?? '', displayName: author?.displayName ?? '' },
    status: statusOf(pick, lockAt, now),
    event: {
      id: event.eventId,
      sport: event.sport,
      league: event.league,
      home: event.home,
      away: event.away,
      startsAt: event.startsAt,
    },
    market: leg.market as Shown['market'],
    selection: leg.selection as Shown['selection'],
    line: leg.line ?? null,
    odds: { entered: leg.odds as Odds, ...displayOdds(leg.odds as Odds) },
    stakeUnits: stakeText(pick.stake),
    book: pick.book ?? null,
    // What was picked stays to be seen when it is withdrawn; what was written about it goes.
    analysis: pick.deletedAt === undefined ? (pick.analysis ?? null) : null,
    lockAt,
    revision: pick.revision,
    placedAt: pick.placedAt,
    editedAt: pick.revision > 1 ? pick.revisedAt : null,
    deletedAt: pick.deletedAt ?? null,
    outcome: pick.outcome ? outcomeView(pick.outcome, pick.outcomes) : null,
    receipt: pick.outcome ? receiptView(pick.outcome, pick.policyVersion) : null,
  };
}

/** The pick with all that is kept of it. */
export const detailOf = (
  shown: PickView,
  revisions: readonly StoredRevision[],
  outcomes: readonly StoredOutcome[],
): PickDetail => ({
  ...shown,
  revisions: revisions.map(({ revision, at, selection, line, odds, stake, book, analysis }) => ({
    revision,
    at,
    selection: selection as Shown['selection'],
    line: line ?? null,
    odds: odds as Odds,
    stakeUnits: stakeText(stake),
    book: book ?? null,
    analysis: shown.deletedAt === null ? (analysis ?? null) : null,
  })),
  outcomes: outcomes.map((outcome) => ({
    ...outcomeView(outcome, outcome.version),
    ...receiptView(outcome, outcome.policyVersion),
    gradedAt: outcome.gradedAt,
  })),
});

type Graded = NonNullable<StoredPick['outcome']>;

const outcomeView = ({ result, profit, settledAt, reason }: Graded, version: number) => ({
  result: result as NonNullable<Shown['outcome']>['result'],
  profitUnits: formatMicro(profit),
  version,
  settledAt,
  reason: reason ?? null,
});

const receiptView = ({ resultVersion, gradingVersion, rule, won, returned, lost }: Graded, policyVersion: string) => ({
  policyVersion,
  resultVersion: resultVersion ?? null,
  gradingVersion,
  rule,
  fractions: { won, returned, lost },
});
