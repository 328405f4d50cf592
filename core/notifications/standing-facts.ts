/** The facts of a message as they are now: those that stand, and those that were withdrawn. */
import { contactsAmong, followsAmong, followsOf } from '#core/graph';
import { hidingOf } from '#core/moderation';
import { firstEventOf, picksByIds } from '#core/picks';
import type { UserCard } from '#core/users';
import type { UserId } from '#schemas/common';
import { ReportableType } from '#schemas/moderation';
import type { NotificationKind } from '#schemas/notifications';
import { commentsOn, mentions, newItems, reactionsTo } from './content-facts.ts';
import { subjectOf, subjectOfComment } from './group-rules.ts';
import type { Look } from './look.ts';
import { ownViewer, peopleShown } from './people-shown.ts';

/** A lock is never undone, and neither is a sign-in or an export. */
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

/** Finds out which of these people a fact stands of. */
type Find = (userId: UserId, people: UserId[]) => Promise<readonly string[]>;

/**
 * Facts about people, of whom the user is told unless the user hides them. 0.5 RRU each and 1 for the hidden ones, after the people are found.
 * @param tellsOf false for somebody of whom a fact that stands is not told, and not withdrawn either
 */
const ofPeople =
  (find: Find, tellsOf: (card: UserCard) => boolean = () => true): Look =>
  async ({ userId, subject = '', facts }, now) => {
    const found = new Set(
      await find(
        userId,
        facts.map(({ by }) => by as UserId),
      ),
    );
    const shown = await peopleShown(ownViewer(userId), [...found] as UserId[], now);
    return facts.flatMap((fact) => {
      const stands = found.has(fact.by);
      const card = shown.get(fact.by as UserId);
      return stands && !(card && tellsOf(card)) ? [] : [{ ...fact, subject, stands }];
    });
  };

/** People who follow the user, or ask to. 1 RRU each. */
const followersWho =
  (state: 'following' | 'requested'): Find =>
  async (userId, people) =>
    (await followsOf(userId, people)).flatMap((row) => (row.state === state ? [row.followerId] : []));

/** People whom the user follows. 1 RRU each. */
const followed: Find = async (userId, people) =>
  (await followsAmong(userId, people, { consistent: true })).flatMap((row) =>
    row.state === 'following' ? [row.followeeId] : [],
  );

/** People who are contacts of the user, or ask to be. 1 RRU each. */
const contactsWho =
  (state: 'received' | 'accepted'): Find =>
  async (userId, people) =>
    (await contactsAmong(userId, people)).flatMap((row) => (row.state === state ? [row.otherId] : []));

/** The thing that a moderator has hidden, or shows again. One that is gone is neither. A comment is named with its item. 1 RRU, 2 for a long post. */
const thingThatIs =
  (hidden: boolean): Look =>
  async ({ subject = '', facts }) => {
    const [type = '', id = ''] = subject.split('#');
    const thing = await hidingOf({ type: ReportableType.parse(type), id });
    const named = thing?.item ? subjectOfComment(id, thing.item) : subject;
    return facts.map((fact) => ({ ...fact, subject: named, stands: thing?.hidden === hidden }));
  };

const LOOKS: Readonly<Record<NotificationKind, Look>> = {
  'pick-locked': standing,
  'pick-settled': settledPicks,
  'new-follower': ofPeople(followersWho('following')),
  'follow-request': ofPeople(followersWho('requested')),
  // A public account accepts nobody: a follow of it that ended has begun again.
  'follow-accepted': ofPeople(followed, (card) => card.private),
  'contact-request': ofPeople(contactsWho('received')),
  'contact-accepted': ofPeople(contactsWho('accepted')),
  'content-hidden': thingThatIs(true),
  'content-restored': thingThatIs(false),
  'new-comment': commentsOn,
  reply: commentsOn,
  mention: mentions,
  reaction: reactionsTo,
  bell: newItems,
  'export-ready': standing,
  'new-device': standing,
};

export const standingFacts: Look = (named, now) => LOOKS[named.kind](named, now);
