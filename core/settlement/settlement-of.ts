import {
  advance,
  type CountedGrade,
  gradeAsReviewed,
  gradeLeg,
  gradePick,
  type LegGrade,
  NEW_SETTLEMENT,
  openGrade,
  type PickGrade,
  type PickToGrade,
  type Policy,
  policyFor,
  type Settlement,
} from '#core/grading';
import { pickToGrade, type StoredLeg, type StoredPick, type StoredReview } from '#core/picks';
import { type Agreement, type EventMoment, factsForLeg } from './event-facts-rules.ts';

/** The facts that a pick is graded from: those of its events, and the reviews of the pick. */
export interface PickFacts {
  /** By event id: the event as it was after each fact, oldest first. */
  readonly events: ReadonlyMap<string, readonly EventMoment[]>;
  /** Oldest first. */
  readonly reviews: readonly StoredReview[];
}

/** The grade of one leg. */
export interface LegStanding {
  readonly grade: LegGrade;
  /** The facts behind the grade. Null before the first fact, and when a reviewer decided. */
  readonly moment: EventMoment | null;
}

/** The grade of a pick at one moment, with the legs behind it. */
export interface Standing extends CountedGrade {
  readonly grade: PickGrade;
  readonly legs: readonly LegStanding[];
  /** The time at which the fact behind the grade was recorded: ISO 8601. */
  readonly at: string;
}

/** The settlement of a pick after all facts. */
export interface Settled {
  readonly settlement: Settlement;
  /** The grade that counts, or the latest one if none counts. Null before the first fact. */
  readonly standing: Standing | null;
  /** The reason code for which an admin has to review the pick. Null when none has to. */
  readonly review: string | null;
}

/**
 * Settles a pick: passes every fact to the state machine of core/grading, in the order in which the facts were recorded. So a late queue
 * decides the same as a punctual one, and an audit computes the same again. Pure.
 */
export function settlementOf(pick: StoredPick, facts: PickFacts): Settled {
  const policy = policyFor(pick.policyVersion);
  const begin: Progress = {
    terms: pickToGrade(pick),
    policy,
    settlement: NEW_SETTLEMENT,
    legs: pick.legs.map(() => UNKNOWN),
    ticketReview: null,
    latest: null,
  };
  const { settlement, latest } = inOrder(pick, facts).reduce(
    (progress, fact) =>
      'moment' in fact ? withEventFact(progress, pick, fact.moment) : withReview(progress, fact, facts.reviews),
    begin,
  );
  const review = settlement.state === 'needs_review' ? (latest?.grade.reason ?? 'UNGRADEABLE') : null;
  return { settlement, standing: (settlement.grade as Standing | null) ?? latest, review };
}

interface Progress {
  readonly terms: PickToGrade;
  readonly policy: Policy;
  readonly settlement: Settlement;
  readonly legs: readonly LegStanding[];
  /** A reviewer's grade of the whole ticket. It counts where the rules have no grade. */
  readonly ticketReview: PickGrade | null;
  readonly latest: Standing | null;
}

const UNKNOWN: LegStanding = { grade: openGrade('event.scheduled'), moment: null };

type Fact = { readonly at: string; readonly moment: EventMoment } | { readonly at: string; readonly review: StoredReview };

/** Sorts facts and reviews by time. Of an event's facts from before the pick was accepted, only the last one counts. */
function inOrder({ pricedAt }: StoredPick, { events, reviews }: PickFacts): Fact[] {
  const moments = [...events.values()].flatMap((all) => {
    const standing = all.findLastIndex(({ gradingAt }) => (gradingAt ?? '') <= pricedAt);
    return all.slice(Math.max(standing, 0)).map((moment) => ({ at: moment.gradingAt ?? '', moment }));
  });
  const counted = reviews.filter(({ counts }) => counts).map((review) => ({ at: review.recordedAt, review }));
  return [...moments, ...counted].sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));
}

/** Grades all legs on an event from its next fact. */
function withEventFact(progress: Progress, pick: StoredPick, moment: EventMoment): Progress {
  const legs = progress.legs.map((before, i): LegStanding => {
    const leg = pick.legs[i] as StoredLeg;
    if (leg.eventId !== moment.eventId) return before;
    const grade = gradeFrom(pick, leg, moment, progress.policy);
    // A missing report takes no grade back, and facts that no rule can grade leave a reviewer's decision in force.
    const isMissing = moment.state === 'needs_review' && grade.result === 'open';
    const isReviewed = grade.result === 'ungradeable' && before.moment === null && before !== UNKNOWN;
    return isMissing || isReviewed ? before : { grade, moment };
  });
  return withGrade({ ...progress, legs }, moment.gradingAt ?? '', moment.agreed);
}

/** Terms are accepted with their prices: a later revision of the words alone accepts nothing, so that nobody makes a pick late by it. */
const gradeFrom = (pick: StoredPick, leg: StoredLeg, moment: EventMoment, policy: Policy): LegGrade =>
  gradeLeg(
    { ...leg, acceptedAt: pick.pricedAt, startAtAccept: leg.acceptedStart },
    factsForLeg(moment, leg.acceptedStart),
    policy,
  );

/** Applies a review. One of a leg counts where the rules have no grade, or when two admins agree on it. */
function withReview(
  progress: Progress,
  { at, review }: { at: string; review: StoredReview },
  all: readonly StoredReview[],
): Progress {
  const seconded = all.find(({ number }) => number === review.confirms);
  const people = { by: seconded ? [seconded.by, review.by] : [review.by], reason: review.reason };
  const { leg, result, won, returned, lost } = review;
  if (leg === undefined) {
    const ticketReview = gradeAsReviewed(progress.terms, result as LegGrade['result'], progress.policy);
    return ticketReview ? withGrade({ ...progress, ticketReview }, at, people, ticketReview) : progress;
  }
  if (!seconded && progress.legs[leg]?.grade.result !== 'ungradeable') return progress;
  const grade: LegGrade = {
    result: result as LegGrade['result'],
    fractions: { won, returned, lost },
    rule: 'review',
    reason: 'REVIEWED',
  };
  const legs = progress.legs.map((before, i) => (i === leg ? { grade, moment: null } : before));
  return withGrade({ ...progress, legs }, at, people);
}

/**
 * Grades the pick from its legs and sends the grade to the state machine.
 * @param people the admins behind the fact, null if there are none: one decides while a pick is under review, two at any time
 * @param reviewed a reviewer's grade of the whole ticket, which replaces that of the rules
 */
function withGrade(progress: Progress, at: string, people: Agreement | null, reviewed?: PickGrade): Progress {
  const { terms, policy, settlement, legs, ticketReview } = progress;
  const ruled = gradePick(
    terms,
    legs.map(({ grade }) => grade),
    policy,
  );
  const grade = reviewed ?? (ruled.result === 'ungradeable' && ticketReview ? ticketReview : ruled);
  const latest: Standing = { result: grade.result, profitMicro: Number(grade.profitMicro ?? 0n), grade, legs, at };
  const signal = { grade: latest, at: Date.parse(at), gradingVersion: settlement.gradingVersion + 1 };
  const [one, two] = people?.by ?? [];
  const reason = people?.reason ?? '';
  const afterReview = one === undefined ? null : advance(settlement, { type: 'reviewed', by: one, reason, ...signal });
  let { next, shown } = afterReview?.changed ? afterReview : advance(settlement, { type: 'graded', ...signal });
  if (shown && one !== undefined && two !== undefined)
    ({ next, shown } = advance(next, { type: 'corrected', by: [one, two], reason, ...signal }));
  // A late grade that changes nothing that counts is kept: the other legs of a lost ticket end too.
  const same = next.grade?.result === latest.result && next.grade.profitMicro === latest.profitMicro;
  return { ...progress, settlement: same ? { ...next, grade: latest } : next, latest };
}
