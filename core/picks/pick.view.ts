import { type EventFacts, gameView, lockAtOf } from '#core/events';
import { ticketPrice } from '#core/grading';
import { displayDecimal, displayOdds, formatMicro } from '#core/odds';
import { stakeText } from '#core/stakes';
import { authorView } from '#core/users';
import type { Odds } from '#schemas/odds';
import type { PickResult } from '#schemas/pick-result';
import type { PickDetail, PickReview, PickView } from '#schemas/pick-views';
import { countsView } from './item-counts.ts';
import type { HydratedPick } from './pick.hydrate.ts';
import type { PickTerms, StoredLeg, StoredOutcome, StoredPick, StoredReview, StoredRevision } from './pick.store.ts';
import { isSealed, type VisibleParts } from './pick.visibility.ts';
import { statusOf } from './pick-rules.ts';
import { pickToGrade } from './pick-to-grade.ts';
import { priceChecks, quotesOf } from './price-check.ts';
import { proofsView } from './proof.view.ts';
import { isVerified } from './proof-rules.ts';
import { storedPrices } from './teaser-prices.ts';

/** Long analyses by the revision that brought each. One that is not among them is shown by its beginning. */
type Analyses = ReadonlyMap<number, string>;
const NOT_READ: Analyses = new Map();

/** A pick as its viewer sees it, with the status that `now` gives it. */
export function pickView(hydrated: HydratedPick, parts: VisibleParts, now: Date, analyses: Analyses = NOT_READ): PickView {
  const { pick, events, author, isOwn } = hydrated;
  const lockAt = lockAtOf(pick.placedAt, events);
  const checks = priceChecks(pick);
  const quotes = quotesOf(pick);
  return {
    id: pick.pickId,
    author: authorView(pick.authorId, author),
    kind: pick.kind,
    status: statusOf(pick, lockAt, now),
    legs: (parts.terms ? pick.legs : []).map((leg, i) => ({
      ...legView(leg, events[i] as EventFacts, pick.outcome?.legs[i]?.result ?? 'open'),
      priceCheck: checks.legs[i] ?? 'unquoted',
      bestQuoted: quotes[i] ? displayOdds(quotes[i]) : null,
    })),
    ...termsView(pick, pick.kind, parts, analyses),
    priceCheck: checks.pick,
    bestQuoted: parts.terms ? bestOfAll(pick.kind, quotes) : null,
    lockAt,
    revision: pick.revision,
    placedAt: pick.placedAt,
    editedAt: pick.revision > 1 ? pick.revisedAt : null,
    withdrawnAt: pick.withdrawnAt ?? null,
    outcome: pick.outcome ? outcomeView(pick.outcome, pick.outcomes) : null,
    receipt: pick.outcome && parts.terms ? receiptView(pick.outcome, pick.policyVersion) : null,
    wordsHidden: isOwn && pick.wordsHiddenAt !== undefined,
    proof: proofsView(pick, parts, now),
    verified: isVerified(pick.proofs),
    sharedToFeed: pick.unshared !== true,
    counts: countsView(pick),
    ...(isSealed(hydrated, now) && { sealed: { until: lockAt, events: gamesOf(events) } }),
  };
}

/** The events of a pick, each once. */
const gamesOf = (events: readonly EventFacts[]) => [...new Map(events.map((event) => [event.eventId, gameView(event)])).values()];

/** The price of the whole pick at the best quotes. */
function bestOfAll(kind: StoredPick['kind'], quotes: readonly (Odds | undefined)[]): PickView['bestQuoted'] {
  if (kind === 'single') return quotes[0] ? displayOdds(quotes[0]) : null;
  if (kind !== 'parlay') return null;
  const price = ticketPrice({ kind, legs: quotes.map((odds) => ({ odds })) });
  return price && displayDecimal(price);
}

const legView = (leg: StoredLeg, event: EventFacts, result: string) => ({
  event: gameView(event),
  market: leg.market as PickView['legs'][number]['market'],
  period: leg.period,
  ...legTermsView(leg),
  subject: leg.subject ?? null,
  stat: leg.stat ?? null,
  lineUnit: leg.lineUnit ?? null,
  pitchers: leg.pitchers ?? null,
  drawPrice: leg.drawPrice ?? false,
  result: result as PickResult,
});
const legTermsView = ({ selection, opponents, line, odds }: StoredLeg) => ({
  selection,
  opponents: opponents ?? null,
  line: line ?? null,
  odds: odds ? { entered: odds as Odds, ...displayOdds(odds as Odds) } : null,
});

const termsView = (terms: PickTerms, kind: StoredPick['kind'], parts: VisibleParts, analyses: Analyses) => ({
  size: terms.size ?? null,
  odds: parts.terms ? priceView(terms, kind) : null,
  teaserPrices: terms.teaserPrices && parts.terms ? storedPrices(terms.teaserPrices) : null,
  superTeaser: terms.superTeaser ?? false,
  stakeUnits: stakeText(terms.stake),
  book: parts.book ? (terms.book ?? null) : null,
  ...(parts.analysis ? analysisView(terms, analyses) : { analysis: null, analysisCut: false }),
});

function analysisView({ analysis, longAnalysis }: PickTerms, analyses: Analyses) {
  const whole = longAnalysis === undefined ? undefined : analyses.get(longAnalysis);
  return { analysis: whole ?? analysis ?? null, analysisCut: longAnalysis !== undefined && whole === undefined };
}

function priceView(terms: PickTerms, kind: StoredPick['kind']): PickView['odds'] {
  const { legs, odds } = terms;
  const entered = (odds ?? (kind === 'single' ? legs[0]?.odds : undefined)) as Odds | undefined;
  if (entered) return { entered, ...displayOdds(entered) };
  const price = kind === 'parlay' ? ticketPrice(pickToGrade({ ...terms, kind })) : null;
  return price && { entered: null, ...displayDecimal(price) };
}

/** The facts of a pick, each list in the order in which they were appended. */
export interface PickHistory {
  readonly revisions: readonly StoredRevision[];
  readonly outcomes: readonly StoredOutcome[];
  readonly reviews: readonly StoredReview[];
  /** The long analyses of the pick and of these revisions. */
  readonly analyses?: Analyses;
}

/** The view of a pick with its history. */
export const pickDetail = (
  hydrated: HydratedPick,
  { revisions, outcomes, reviews, analyses = NOT_READ }: PickHistory,
  parts: VisibleParts,
  now: Date,
): PickDetail => ({
  ...pickView(hydrated, parts, now, analyses),
  revisions: (parts.terms ? revisions : []).map((revision) => revisionView(revision, hydrated.pick.kind, parts, analyses)),
  outcomes: (parts.terms ? outcomes : []).map((outcome) => ({
    ...outcomeView(outcome, outcome.version),
    ...receiptView(outcome, outcome.policyVersion),
  })),
  reviews: (parts.terms ? reviews : []).map(reviewView),
});

export const revisionView = (
  { revision, at, ...terms }: StoredRevision,
  kind: StoredPick['kind'],
  parts: VisibleParts,
  analyses: Analyses = NOT_READ,
): PickDetail['revisions'][number] => ({
  revision,
  at,
  legs: terms.legs.map(legTermsView),
  ...termsView(terms, kind, parts, analyses),
});

/** A review without the reviewer, who is shown to nobody. */
export const reviewView = ({ leg, result, won, returned, lost, reason, recordedAt, counts }: StoredReview): PickReview => ({
  leg: leg ?? null,
  result: result as PickResult,
  fractions: { won, returned, lost },
  reason,
  at: recordedAt,
  counts,
});

type StoredGrading = NonNullable<StoredPick['outcome']>;

const outcomeView = ({ result, profit, settledAt, finalAt, reason, review }: StoredGrading, version: number) => ({
  result: result as PickResult,
  profitUnits: formatMicro(profit),
  version,
  settledAt: settledAt ?? null,
  finalAt: finalAt ?? null,
  reason: reason ?? null,
  review: review ?? null,
});

const receiptView = ({ rule, R, legs, reviews, gradedAt }: StoredGrading, policyVersion: string) => ({
  policyVersion,
  rule,
  R: R ?? null,
  fractions: legs.length === 1 ? fractionsOf(legs[0]) : null,
  legs: legs.map((leg) => ({
    result: leg.result as PickResult,
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
type StoredLegGrading = StoredGrading['legs'][number];
const fractionsOf = (leg: StoredLegGrading | undefined) =>
  leg?.won === undefined ? null : { won: leg.won, returned: leg.returned ?? '0', lost: leg.lost ?? '0' };
const clvView = ({ raw, fair, probability, line, method, book }: NonNullable<StoredLegGrading['clv']>) => ({
  raw: raw ?? null,
  fair: fair ?? null,
  probability: probability ?? null,
  line: line ?? null,
  method,
  book,
});
