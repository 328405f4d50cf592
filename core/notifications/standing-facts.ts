/** The facts of a message as they are now: those that stand, and those that were withdrawn. */
import { firstEventOf, picksByIds } from '#core/picks';
import type { NotificationKind } from '#schemas/notifications';
import type { TellMessage } from './delivery.ts';
import { type NotificationFact, subjectOf } from './group-rules.ts';

/** A fact with its subject. One that does not stand leaves the notifications that have it. */
export interface LookedUp extends NotificationFact {
  readonly subject: string;
  readonly stands: boolean;
}

type Look = (message: TellMessage) => Promise<readonly LookedUp[]>;

/** A lock is never undone. */
const standing: Look = async ({ subject = '', facts }) => facts.map((fact) => ({ ...fact, subject, stands: true }));

/** Singles are told of together by their event, a ticket by itself. 0.5 RRU each. */
const settledPicks: Look = async ({ facts }) => {
  const picks = await picksByIds(
    facts.map(({ by }) => by),
    { consistent: false },
  );
  const subjects = new Map(
    picks.map((pick) => [
      pick.pickId as string,
      pick.legs.length === 1 ? subjectOf('event', firstEventOf(pick)) : subjectOf('pick', pick.pickId),
    ]),
  );
  return facts.flatMap((fact) => {
    const subject = subjects.get(fact.by);
    return subject === undefined ? [] : [{ ...fact, subject, stands: true }];
  });
};

const LOOKS: Readonly<Record<NotificationKind, Look>> = {
  'pick-locked': standing,
  'pick-settled': settledPicks,
};

export const standingFacts = (message: TellMessage): Promise<readonly LookedUp[]> => LOOKS[message.kind](message);
