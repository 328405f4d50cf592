/** The facts of a message as they are now: those that stand, and those that were withdrawn. */
import { contactsAmong, followsAmong, followsOf } from '#core/graph';
import { isHidden } from '#core/moderation';
import { firstEventOf, picksByIds } from '#core/picks';
import type { UserId } from '#schemas/common';
import { ReportableType } from '#schemas/moderation';
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

/** The facts of which one of these ids is the person. */
const standingOf = ({ subject = '', facts }: TellMessage, people: ReadonlySet<string>): LookedUp[] =>
  facts.map((fact) => ({ ...fact, subject, stands: people.has(fact.by) }));
const peopleOf = ({ facts }: TellMessage) => facts.map(({ by }) => by as UserId);

/** People who follow the user, or ask to. 1 RRU each. */
const followsIn =
  (state: 'following' | 'requested'): Look =>
  async (message) => {
    const rows = await followsOf(message.userId, peopleOf(message));
    return standingOf(message, new Set(rows.flatMap((row) => (row.state === state ? [row.followerId] : []))));
  };

/** People whom the user follows. 1 RRU each. */
const followed: Look = async (message) => {
  const rows = await followsAmong(message.userId, peopleOf(message), { consistent: true });
  return standingOf(message, new Set(rows.flatMap((row) => (row.state === 'following' ? [row.followeeId] : []))));
};

/** People who are contacts of the user, or ask to be. 1 RRU each. */
const contactsIn =
  (state: 'received' | 'accepted'): Look =>
  async (message) => {
    const rows = await contactsAmong(message.userId, peopleOf(message));
    return standingOf(message, new Set(rows.flatMap((row) => (row.state === state ? [row.otherId] : []))));
  };

/** The thing that a moderator has hidden, or shows again. One that is gone is neither. 1 RRU, 2 for a long post. */
const thingThatIs =
  (hidden: boolean): Look =>
  async ({ subject = '', facts }) => {
    const [type = '', id = ''] = subject.split('#');
    const is = await isHidden({ type: ReportableType.parse(type), id });
    return facts.map((fact) => ({ ...fact, subject, stands: is === hidden }));
  };

const LOOKS: Readonly<Record<NotificationKind, Look>> = {
  'pick-locked': standing,
  'pick-settled': settledPicks,
  'new-follower': followsIn('following'),
  'follow-request': followsIn('requested'),
  'follow-accepted': followed,
  'contact-request': contactsIn('received'),
  'contact-accepted': contactsIn('accepted'),
  'content-hidden': thingThatIs(true),
  'content-restored': thingThatIs(false),
};

export const standingFacts = (message: TellMessage): Promise<readonly LookedUp[]> => LOOKS[message.kind](message);
