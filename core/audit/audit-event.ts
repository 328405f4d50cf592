import { LOCK_COPIES, locksOf, type StoredEvent } from '#core/events';
import { claimsOf, eventHistory } from '#core/results';
import { eventReview } from '#core/reviews';
import { auditReview } from './audit-review.ts';
import { type Difference, differences } from './difference.ts';

/** An event's row, the copies of its lock, and whether it waits for an admin, against its starts, results, states, decisions and claims. */
export async function auditEvent(event: StoredEvent): Promise<Difference[]> {
  const { eventId } = event;
  const [{ starts, results, states, decisions }, claims, locks] = await Promise.all([
    eventHistory(eventId),
    claimsOf(eventId),
    locksOf(eventId),
  ]);
  const of = `event ${eventId}`;
  const [start, result, state] = [starts.at(-1), results.at(-1), states.at(-1)];
  return [
    ...differences(
      of,
      { ...event },
      {
        startsAt: start?.startsAt,
        startVersion: starts.length,
        state: state?.state ?? 'scheduled',
        stateVersion: states.length,
        pinned: decisions.length > 0,
      },
    ),
    ...differences(
      `${of} result`,
      { ...event.result },
      {
        version: result?.version,
        home: result?.home,
        away: result?.away,
        content: result?.content,
        detailed: result?.details === undefined ? undefined : true,
      },
    ),
    ...differences(`${of} decision`, { ...event.decision }, standing(decisions)),
    ...differences(`${of} claim`, { ...event.claim }, { number: claims.at(-1)?.number, away: claims.at(-1)?.away }),
    ...gaps(`${of} starts`, starts),
    ...gaps(`${of} results`, results),
    ...gaps(`${of} states`, states),
    ...gaps(`${of} decisions`, numbered(decisions)),
    ...gaps(`${of} claims`, numbered(claims)),
    ...locks.flatMap(({ copy, ...lock }) =>
      differences(`${of} lock ${copy}`, lock, { startsAt: event.startsAt, lockedThrough: event.lockedThrough }),
    ),
    ...differences(of, { locks: locks.length }, { locks: LOCK_COPIES }),
    ...(await auditReview({ eventId, pickId: null }, eventReview(event))),
  ];
}

/** The decision that stands, and who agreed with it. */
function standing(decisions: Awaited<ReturnType<typeof eventHistory>>['decisions']) {
  const decision = decisions.findLast(({ confirms, upholds }) => confirms === undefined && upholds === undefined);
  const confirmation = decisions.find(({ confirms }) => decision !== undefined && confirms === decision.number);
  return {
    number: decision?.number,
    by: decision?.by,
    content: decision?.content,
    recordedAt: decision?.recordedAt,
    confirmedBy: confirmation?.by,
  };
}

const numbered = (rows: readonly { number: number }[]) => rows.map(({ number }) => ({ version: number }));

/** Versions count from 1 without a gap: nothing that was appended is gone. */
export const gaps = (of: string, rows: readonly { version: number }[]): Difference[] =>
  rows.flatMap(({ version }, i) => differences(of, { version }, { version: i + 1 }));
