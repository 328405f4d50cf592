/**
 * Facts become notifications, which are told over sockets, to mobile devices and by e-mail.
 * A message that comes again finds its facts in the notification; only what is due to that very message is told again, over sockets under the
 * same id, on mobile devices in the place of the first. Messages may come in any order, since each looks up what stands, and at the same time,
 * since what was withdrawn is looked at twice.
 */
import { cardsOf } from '#core/users';
import { attempts } from '#platform/attempts';
import { newId } from '#platform/ids';
import type { UserId } from '#schemas/common';
import type { ChannelChoice } from '#schemas/notification-preferences';
import { isSecurity, type NotificationId, rowOfKind } from '#schemas/notifications';
import { sendLater, type Tellable, type TellMessage } from './delivery.ts';
import { join, memberOf, type NotificationFact, type SubjectKey, takesNews, tells } from './group-rules.ts';
import {
  addId,
  findNotification,
  idsOfSubject,
  type NotificationState,
  notificationsByIds,
  putNotification,
} from './notification.store.ts';
import { channelsOf, settingsOf } from './notification-settings.store.ts';
import { standingFacts } from './standing-facts.ts';
import { tellByMail } from './tell-by-mail.ts';
import { tellMobileDevices } from './tell-mobile-devices.ts';
import { tellSockets } from './tell-sockets.ts';
import { delayOf, MOBILE_GAP, mailOf, SOCKET_GAP, type Telling, tellingIn, tellingOf, textOfTelling } from './telling-rules.ts';
import { noteTold, toldOf } from './told-fact.store.ts';
import { stateOf, withdraw } from './withdraw.ts';

/** Seconds to the second look at facts that were withdrawn: longer than a consumer lives. */
const SECOND_LOOK = 60;
/** The kinds that tell of picks, which nobody hears of who has taken a break from betting content. */
const BETTING: ReadonlySet<string> = new Set(['pick-locked', 'pick-settled', 'bell']);
/** Tries to write while other messages write the same notification; in some two seconds. */
const RETRY = { pause: 20, longest: 400, most: 10 };

/**
 * Writes what a message says, and tells what is new of it. Some 5 RRU; 1 WRU for each subject, 2 where a notification begins.
 * @throws to have the message delivered again
 */
export async function tell(message: TellMessage, now: Date): Promise<void> {
  const { userId, kind } = message;
  const [cards, settings, facts] = await Promise.all([cardsOf([userId], now), settingsOf(userId), standingFacts(message, now)]);
  const card = cards.get(userId);
  if (!card || card.banned || (card.excluded && BETTING.has(kind))) return;
  const channels = channelsOf(settings, kind);
  for (const [subject, some] of Map.groupBy(facts, (fact) => fact.subject)) {
    const key: SubjectKey = { userId, kind, subject };
    const withdrawn = some.filter(({ stands }) => !stands);
    if (withdrawn.length > 0) await takeOut(key, withdrawn, message);
    const standing = some.filter(({ stands }) => stands);
    if (standing.length > 0 && isOn(channels)) await addAndTell(key, standing, { channels, by: message.key }, now);
  }
}

/**
 * Takes facts out, and has them looked at once more when every message is through that may have seen them stand: such a message adds them
 * after they were taken out.
 */
async function takeOut(key: SubjectKey, withdrawn: readonly NotificationFact[], message: TellMessage): Promise<void> {
  await withdraw(key, withdrawn);
  if (message.second) return;
  const gone = new Set(withdrawn.map(memberOf));
  await sendLater([{ ...message, facts: message.facts.filter((fact) => gone.has(memberOf(fact))), second: true }], SECOND_LOOK);
}

/** Adds facts, and tells those that were never told. That a fact was told is noted before it is told, since a repeat of the message tells it. */
async function addAndTell(key: SubjectKey, facts: readonly NotificationFact[], context: Context, now: Date): Promise<void> {
  const by = facts.map((fact) => fact.by);
  const isKept = rowOfKind(key.kind).comesBack;
  const known = isKept ? await toldOf(key, by) : new Set<string>();
  const told = await add(
    key,
    facts.map((fact) => (known.has(fact.by) ? { ...fact, again: true } : fact)),
    context,
    now,
  );
  const fresh = by.filter((one) => !known.has(one));
  if (isKept && fresh.length > 0) await noteTold(key, fresh, now);
  if (told) await tellNews(told, now);
}

const isOn = ({ in_app, push, email }: ChannelChoice): boolean => in_app || push || email;

/** A notification after facts were added, and the tellings of it that are due now or later. */
interface Told {
  readonly state: NotificationState;
  readonly sockets: Telling | null;
  readonly mobile: Telling | null;
  readonly mail: Telling | null;
}

/** The channels of a user for a kind, and the key of the message that is told. */
interface Context {
  readonly channels: ChannelChoice;
  readonly by: string;
}

/**
 * Adds facts to the open notification of a subject, or to a new one. A fact that an earlier one tells has come again, and is left out.
 * @returns null when there is nothing to tell
 */
async function add(key: SubjectKey, all: readonly NotificationFact[], context: Context, now: Date): Promise<Told | null> {
  for await (const _ of attempts(RETRY)) {
    const ids = await idsOfSubject(key);
    const [newest] = ids;
    const rows = await notificationsByIds(key.userId, ids);
    const row = rows.find(({ notificationId }) => notificationId === newest) ?? null;
    const open = newest !== undefined && takesNews(newest, row, now) ? newest : null;
    const before = open === null ? null : row;
    const earlier = rows.filter(({ notificationId }) => notificationId !== open);
    const facts = all.filter((fact) => !earlier.some((other) => tells(rowOfKind(key.kind), other, fact)));
    if (facts.length === 0 || (before === null && facts.every(({ again }) => again))) return null;
    const id = open ?? newId<NotificationId>(now);
    if (open === null && !(await addId(key, id, ids))) continue;
    const { told, isChanged } = withFacts(
      before ? stateOf(before) : { ...key, notificationId: id, members: '', updatedAt: '' },
      facts,
      context,
      now,
    );
    if (!isChanged || (await putNotification(told.state, before))) return told.sockets || told.mobile || told.mail ? told : null;
  }
  throw new Error('a notification changes too often to add to it');
}

/** A notification with facts added. It is not changed by a message that comes again: the tellings that are due to it are then told again. */
function withFacts(
  state: NotificationState,
  facts: readonly NotificationFact[],
  { channels, by }: Context,
  now: Date,
): { told: Told; isChanged: boolean } {
  const { news, ...members } = join(rowOfKind(state.kind as SubjectKey['kind']), state, facts);
  const isChanged = members.members !== state.members;
  const [sockets, mobile, mail] = [tellingIn(state.sockets), tellingIn(state.mobile), tellingIn(state.mail)];
  const isDue = (last: Telling | undefined) => news.length > 0 || last?.by === by;
  const told = {
    sockets: channels.in_app && isDue(sockets) ? tellingOf(sockets, SOCKET_GAP, by, now) : null,
    mobile: channels.push && isDue(mobile) ? tellingOf(mobile, MOBILE_GAP, by, now) : null,
    mail:
      channels.email && isDue(mail) ? mailOf(mail, by, now, isSecurity(state.kind as SubjectKey['kind']) ? 0 : undefined) : null,
  };
  return {
    isChanged,
    told: {
      ...told,
      state: {
        ...state,
        ...members,
        unlisted: channels.in_app ? undefined : true,
        updatedAt: isChanged ? now.toISOString() : state.updatedAt,
        ...(told.sockets && { sockets: textOfTelling(told.sockets) }),
        ...(told.mobile && { mobile: textOfTelling(told.mobile) }),
        ...(told.mail && { mail: textOfTelling(told.mail) }),
      },
    },
  };
}

/** Tells a notification now where it is due, and later where it is not. @throws when a channel failed; the others were told */
async function tellNews({ state, sockets, mobile, mail }: Told, now: Date): Promise<void> {
  const { userId, notificationId } = state as NotificationState & { userId: UserId; notificationId: NotificationId };
  const again = (on: Tellable, telling: Telling) =>
    sendLater([{ task: 'tell-again', userId, notificationId, on }], delayOf(telling, now));
  const told = await Promise.allSettled([
    sockets && (delayOf(sockets, now) === 0 ? tellSockets(state, now) : again('sockets', sockets)),
    mobile && (delayOf(mobile, now) === 0 ? tellMobileDevices(state, now) : again('mobile-devices', mobile)),
    mail && again('e-mail', mail),
  ]);
  const failure = told.find((result) => result.status === 'rejected');
  if (failure) throw failure.reason;
}

const TELL = { sockets: tellSockets, 'mobile-devices': tellMobileDevices, 'e-mail': tellByMail } as const satisfies Record<
  Tellable,
  unknown
>;

/** Tells a notification that was told a moment before its newest facts came. One that has been read by now is not told. */
export async function tellAgain(userId: UserId, notificationId: string, on: Tellable, now: Date): Promise<void> {
  const row = await findNotification(userId, notificationId);
  if (row === null || row.readAt !== undefined) return;
  await TELL[on](row, now);
}
