import type * as z from 'zod';
import { type EventFacts, findEvents, gameView } from '#core/events';
import { ticketPrice } from '#core/grading';
import { displayDecimal, displayOdds, formatMicro } from '#core/odds';
import { cardsOf } from '#core/users';
import type { EventId } from '#schemas/common';
import type { Odds } from '#schemas/odds';
import type { PickDetail as PickDetailSchema, PickView as PickViewSchema } from '#schemas/pick-views';
import {
  eventsOf,
  type PickTerms,
  type StoredLeg,
  type StoredOutcome,
  type StoredPick,
  type StoredReview,
  type StoredRevision,
} from './pick.store.ts';
import { lockAtOf, statusOf } from './pick-rules.ts';
import { pickToGrade } from './pick-to-grade.ts';
import { storedPrices } from './teaser-prices.ts';

export type PickView = z.input<typeof PickViewSchema>;
export type PickDetail = z.input<typeof PickDetailSchema>;
type LegView = PickView['legs'][number];

/** `1.5` for 1,500,000 millionths: as a stake is typed. */
export const stakeText = (micro: number): string => formatMicro(micro).replace(/\.?0+$/, '');

export async function viewOf(pick: StoredPick, now: Date): Promise<PickView> {
  const [view] = await viewsOf([pick], now);
  return view as PickView;
}

/** Stored picks as everyone may see them: two BatchGets at the same time, for their events and their authors. */
export async function viewsOf(picks: readonly StoredPick[], now: Date): Promise<PickView[]> {
  const [events, authors] = await Promise.all([
    findEvents(picks.flatMap(eventsOf)),
    cardsOf([...new Set(picks.map(({ authorId }) => authorId))], now),
  ]);
  return picks.map((pick) => view(pick, events, authors.get(pick.authorId), now));
}

type Events = ReadonlyMap<EventId, EventFacts>;

function view(
  pick: StoredPick,
  events: Events,
  author: { handle: string; displayName: string } | undefined,
  now: Date,
): PickView {
  const legs = pick.legs.map((leg, i) => legView(leg, eventOf(pick, leg, events), pick.outcome?.legs[i]?.result ?? 'open'));
  const lockAt = lockAtOf(
    pick.placedAt,
    pick.legs.map((leg) => eventOf(pick, leg, events)),
  );
  return {
    id: pick.pickId,
    author: { id: pick.authorId, handle: author?.handle ?? '', displayName: author?.displayName ?? '' },
    kind: pick.kind,
    status: statusOf(pick, lockAt, now),
    legs,
    ...termsView(pick, pick),
    lockAt,
    revision: pick.revision,
    placedAt: pick.placedAt,
    editedAt: pick.revision > 1 ? pick.revisedAt : null,
    withdrawnAt: pick.withdrawnAt ?? null,
    outcome: pick.outcome ? outcomeView(pick.outcome, pick.outcomes) : null,
    receipt: pick.outcome ? receiptView(pick.outcome, pick.policyVersion) : null,
  };
}

function eventOf(pick: StoredPick, leg: StoredLeg, events: Events): EventFacts {
  const event = events.get(leg.eventId as EventId);
  if (!event) throw new Error(`pick ${pick.pickId} on an event that is not there`);
  return event;
}

const legView = (leg: StoredLeg, event: EventFacts, result: string): LegView => ({
  event: gameView(event),
  market: leg.market as LegView['market'],
  period: leg.period,
  ...legTermsView(leg),
  subject: leg.subject ?? null,
  stat: leg.stat ?? null,
  result: result as LegView['result'],
});
const legTermsView = ({ selection, line, odds }: StoredLeg) => ({
  selection,
  line: line ?? null,
  odds: odds ? { entered: odds as Odds, ...displayOdds(odds as Odds) } : null,
});

/** The terms as a reply shows them. A withdrawn pick keeps its terms and loses its analysis. */
const termsView = (terms: PickTerms, { kind, withdrawnAt }: Pick<StoredPick, 'kind' | 'withdrawnAt'>) => ({
  size: terms.size ?? null,
  odds: priceView(terms, kind),
  teaserPrices: terms.teaserPrices ? storedPrices(terms.teaserPrices) : null,
  superTeaser: terms.superTeaser ?? false,
  stakeUnits: stakeText(terms.stake),
  book: terms.book ?? null,
  analysis: withdrawnAt === undefined ? (terms.analysis ?? null) : null,
});

function priceView(terms: PickTerms, kind: StoredPick['kind']): PickView['odds'] {
  const { legs, odds } = terms;
  const entered = (odds ?? (kind === 'single' ? legs[0]?.odds : undefined)) as Odds | undefined;
  if (entered) return { entered, ...displayOdds(entered) };
  const price = kind === 'parlay' ? ticketPrice(pickToGrade({ ...terms, kind })) : null;
  return price && { entered: null, ...displayDecimal(price) };
}

/** The pick with all that is kept of it. */
export const detailOf = (
  pick: StoredPick,
  shown: PickView,
  revisions: readonly StoredRevision[],
  outcomes: readonly StoredOutcome[],
  reviews: readonly StoredReview[],
): PickDetail => ({
  ...shown,
  revisions: revisions.map(({ revision, at, ...terms }) => ({
    revision,
    at,
    legs: terms.legs.map(legTermsView),
    ...termsView(terms, pick),
  })),
  outcomes: outcomes.map((outcome) => ({
    ...outcomeView(outcome, outcome.version),
    ...receiptView(outcome, outcome.policyVersion),
  })),
  reviews: reviews.map(reviewView),
});

/** Without who terms it: that is for our own audit. */
export const reviewView = ({
  leg,
  result,
  won,
  returned,
  lost,
  reason,
  recordedAt,
  counts,
}: StoredReview): PickDetail['reviews'][number] => ({
  leg: leg ?? null,
  result: result as Shown['result'],
  fractions: { won, returned, lost },
  reason,
  at: recordedAt,
  counts,
});

type Graded = NonNullable<StoredPick['outcome']>;
type Shown = NonNullable<PickView['outcome']>;

const outcomeView = ({ result, profit, settledAt, finalAt, reason, review }: Graded, version: number) => ({
  result: result as Shown['result'],
  profitUnits: formatMicro(profit),
  version,
  settledAt: settledAt ?? null,
  finalAt: finalAt ?? null,
  reason: reason ?? null,
  review: review ?? null,
});

const receiptView = ({ rule, R, legs, reviews, gradedAt }: Graded, policyVersion: string) => ({
  policyVersion,
  rule,
  R: R ?? null,
  fractions: legs.length === 1 ? fractionsOf(legs[0]) : null,
  legs: legs.map((leg) => ({
    result: leg.result as Shown['result'],
    fractions: fractionsOf(leg),
    rule: leg.rule,
    reason: leg.reason ?? null,
    resultVersion: leg.resultVersion ?? null,
    gradingVersion: leg.gradingVersion,
    clv: leg.clv ? clvView(leg.clv) : null,
  })),
  reviews,
  gradedAt,
});
type GradedLeg = Graded['legs'][number];
const fractionsOf = (leg: GradedLeg | undefined) =>
  leg?.won === undefined ? null : { won: leg.won, returned: leg.returned ?? '0', lost: leg.lost ?? '0' };
const clvView = ({ raw, fair, probability, line, method, book }: NonNullable<GradedLeg['clv']>) => ({
  raw: raw ?? null,
  fair: fair ?? null,
  probability: probability ?? null,
  line: line ?? null,
  method,
  book,
});
