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

/** All that a pick is graded from: what was recorded of its events, and what reviewers decided of it. */
export interface PickFacts {
  /** By event id: each event as it stood after each fact, oldest first. */
  readonly events: ReadonlyMap<string, readonly EventMoment[]>;
  /** In order. */
  readonly reviews: readonly StoredReview[];
}

/** What one leg is known to have come to. */
export interface LegStanding {
  readonly grade: LegGrade;
  /** The facts behind it; null before the first one and when a reviewer decided. */
  readonly moment: EventMoment | null;
}

/** What a pick came to at one moment, and from what. */
export interface Standing extends CountedGrade {
  readonly grade: PickGrade;
  readonly legs: readonly LegStanding[];
  /** When the fact behind it was recorded. */
  readonly at: string;
}

/** Where a pick's settlement stands after all facts. */
export interface Settled {
  readonly settlement: Settlement;
  /** What counts; where nothing does, what is known. Null before the first fact. */
  readonly standing: Standing | null;
  /** Why somebody has to look; null when nobody has. */
  readonly review: string | null;
}

/**
 * A pick's settlement: the machine of core/grading led through every fact in the order in which it was recorded, so that a queue that is
 * late decides nothing that it would not have decided in time, and whoever recomputes it comes to the same. Pure.
 */
export function settlementOf(pick: StoredPick, facts: PickFacts): Settled {
  const policy = policyFor(pick.policyVersion);
  const begin: Progress = {
    terms: pickToGrade(pick),
    policy,
    settlement: NEW_SETTLEMENT,
    legs: pick.legs.map(() => UNKNOWN),
    whole: null,
    latest: null,
  };
  const { settlement, latest } = inOrder(pick, facts).reduce(
    (progress, fact) => ('moment' in fact ? told(progress, pick, fact.moment) : reviewed(progress, fact, facts.reviews)),
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
  /** What a reviewer said of the whole ticket: it stands wherever the rules have no answer. */
  readonly whole: PickGrade | null;
  readonly latest: Standing | null;
}

const UNKNOWN: LegStanding = { grade: openGrade('event.scheduled'), moment: null };

type Fact = { readonly at: string; readonly moment: EventMoment } | { readonly at: string; readonly review: StoredReview };

/** Of the facts of an event that came before the pick was accepted, the last one counts. A review comes after what it looked at. */
function inOrder({ revisedAt }: StoredPick, { events, reviews }: PickFacts): Fact[] {
  const moments = [...events.values()].flatMap((all) => {
    const standing = all.findLastIndex(({ gradingAt }) => (gradingAt ?? '') <= revisedAt);
    return all.slice(Math.max(standing, 0)).map((moment) => ({ at: moment.gradingAt ?? '', moment }));
  });
  const said = reviews.filter(({ counts }) => counts).map((review) => ({ at: review.recordedAt, review }));
  return [...moments, ...said].sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));
}

/** A new fact of an event: all legs on it are graded from it. */
function told(progress: Progress, pick: StoredPick, moment: EventMoment): Progress {
  const legs = progress.legs.map((before, i): LegStanding => {
    const leg = pick.legs[i] as StoredLeg;
    if (leg.eventId !== moment.eventId) return before;
    const grade = gradeFrom(pick, leg, moment, progress.policy);
    // Silence of the provider unsays nothing, and facts that still cannot be read leave a reviewer's word standing.
    const says = moment.state !== 'needs_review' || grade.result !== 'open';
    const unread = grade.result === 'ungradeable' && before.moment === null && before !== UNKNOWN;
    return says && !unread ? { grade, moment } : before;
  });
  return follow({ ...progress, legs }, moment.gradingAt ?? '', moment.agreed);
}

const gradeFrom = (pick: StoredPick, leg: StoredLeg, moment: EventMoment, policy: Policy): LegGrade =>
  gradeLeg(
    { ...leg, acceptedAt: pick.revisedAt, startAtAccept: leg.acceptedStart },
    factsForLeg(moment, leg.acceptedStart),
    policy,
  );

/** A reviewer's decision. On a leg it counts where the rules have none; after the pick is final, when two agree. */
function reviewed(
  progress: Progress,
  { at, review }: { at: string; review: StoredReview },
  all: readonly StoredReview[],
): Progress {
  const seconded = all.find(({ number }) => number === review.confirms);
  const people = { by: seconded ? [seconded.by, review.by] : [review.by], reason: review.reason };
  const { leg, result, won, returned, lost } = review;
  if (leg === undefined) {
    const whole = gradeAsReviewed(progress.terms, result as LegGrade['result'], progress.policy);
    return whole ? follow({ ...progress, whole }, at, people, whole) : progress;
  }
  if (!seconded && progress.legs[leg]?.grade.result !== 'ungradeable') return progress;
  const grade: LegGrade = {
    result: result as LegGrade['result'],
    fractions: { won, returned, lost },
    rule: 'review',
    reason: 'REVIEWED',
  };
  const legs = progress.legs.map((before, i) => (i === leg ? { grade, moment: null } : before));
  return follow({ ...progress, legs }, at, people);
}

/**
 * Sends the machine what the pick came to.
 * @param people who said so, where people did: one is heard while a pick is under review, two at any time
 */
function follow(progress: Progress, at: string, people: Agreement | null, said?: PickGrade): Progress {
  const { terms, policy, settlement, legs, whole } = progress;
  const ruled = gradePick(
    terms,
    legs.map(({ grade }) => grade),
    policy,
  );
  const grade = said ?? (ruled.result === 'ungradeable' && whole ? whole : ruled);
  const latest: Standing = { result: grade.result, profitMicro: Number(grade.profitMicro ?? 0n), grade, legs, at };
  const signal = { grade: latest, at: Date.parse(at), gradingVersion: settlement.gradingVersion + 1 };
  const [one, two] = people?.by ?? [];
  const reason = people?.reason ?? '';
  const heard = one === undefined ? null : advance(settlement, { type: 'reviewed', by: one, reason, ...signal });
  let { next, shown } = heard?.changed ? heard : advance(settlement, { type: 'graded', ...signal });
  if (shown && one !== undefined && two !== undefined)
    ({ next, shown } = advance(next, { type: 'corrected', by: [one, two], reason, ...signal }));
  // What comes late is taken where it changes nothing that counts: the other legs of a lost ticket end too.
  const same = next.grade?.result === latest.result && next.grade.profitMicro === latest.profitMicro;
  return { ...progress, settlement: same ? { ...next, grade: latest } : next, latest };
}
