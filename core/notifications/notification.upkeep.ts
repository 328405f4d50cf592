import { userPage } from '#core/users';
import { mapRows } from '#data/row-stream';
import { auditEach, type Difference, differencesOf, SUBJECTS_PER_PAGE, type Upkeep } from '#data/upkeep';
import type { UserId } from '#schemas/common';
import type { NotificationKind } from '#schemas/notifications';
import { firstIdAt, IDS_KEPT, isEmpty, membersIn, type NotificationFact, type SubjectKey } from './group-rules.ts';
import { devicesOf, eraseDevices } from './mobile-device.store.ts';
import type { StoredNotification } from './notification.entity.ts';
import {
  allNotifications,
  allSubjects,
  eraseNotifications,
  putIds,
  removeNotification,
  streamNotifications,
} from './notification.store.ts';
import { eraseSettings, settingsOf } from './notification-settings.store.ts';
import { eraseTold } from './told-fact.store.ts';
import { withdraw } from './withdraw.ts';
import { withdrawnOf } from './withdrawn-members.ts';

/** Milliseconds from its beginning for which a notification's members are audited: a night more than the nights of a walk. */
const AUDITED_FOR = 8 * 86_400_000;

/**
 * Compares a user's notifications with the row of their subject, by which news find the open one: a notification that is missing there would
 * be told of twice, and keep what was withdrawn. A subject may name notifications that do not exist: their ids are written first. Two queries
 * a user. The members of notifications of the last eight days are held against their facts, so that each is once: some 6 RRU a notification.
 */
export const notificationUpkeep: Upkeep = {
  kind: 'user',
  nights: 7,
  subjects: (cursor) => userPage(cursor, SUBJECTS_PER_PAGE),
  audit: (userIds, now) =>
    auditEach(userIds, async (userId) => {
      const [subjects, withdrawn] = await Promise.all([compare(userId as UserId), withdrawnFrom(userId as UserId, now)]);
      const members = withdrawn.map(({ row, facts }): Difference => {
        const is = membersIn(row.members).length;
        return { of: `notification ${row.notificationId}`, field: 'members', is, should: is - facts.length };
      });
      const ids = subjects.flatMap(({ key, ids, should, empty }): Difference[] => [
        ...differencesOf(
          `notifications ${userId} ${key.kind} ${key.subject}`,
          { ids: ids.filter((id) => should.includes(id)) },
          { ids: should },
        ),
        ...empty.map(({ notificationId }) => ({ of: `notification ${notificationId}`, field: 'members', is: '', should: null })),
      ]);
      return [...ids, ...members];
    }),
  async repair(userId, now) {
    const repaired: string[] = [];
    for (const { key, ids, should, empty } of await compare(userId as UserId)) {
      const of = `notifications ${userId} ${key.kind} ${key.subject}`;
      const isWrong = ids.filter((id) => should.includes(id)).join() !== should.join();
      if (isWrong && (await putIds(key, newestOf([...ids, ...should]), ids))) repaired.push(of);
      for (const row of empty) if (await removeNotification(row)) repaired.push(`empty ${of}`);
    }
    for (const { row, facts } of await withdrawnFrom(userId as UserId, now)) {
      await withdraw({ userId, kind: row.kind as NotificationKind, subject: row.subject }, facts);
      repaired.push(`members of notification ${row.notificationId}`);
    }
    return repaired;
  },
  async erase(userId) {
    await Promise.all([eraseNotifications(userId), eraseSettings(userId), eraseDevices(userId), eraseTold(userId)]);
  },
  async export(userId) {
    const [settings, devices] = await Promise.all([settingsOf(userId), devicesOf(userId, new Date(0))]);
    return {
      notifications: mapRows(streamNotifications(userId), ({ notificationId, kind, subject, updatedAt, readAt }) => ({
        notificationId,
        kind,
        subject,
        updatedAt,
        readAt: readAt ?? null,
      })),
      preferences: settings,
      devices: devices.map(({ deviceId, platform, locale, registeredAt }) => ({ deviceId, platform, locale, registeredAt })),
    };
  },
};

/** A notification with members whose facts do not stand any more. */
interface WithWithdrawn {
  readonly row: StoredNotification;
  readonly facts: readonly NotificationFact[];
}

/** Those of the last days. One by one: an audit of some users at a time is wide enough. */
async function withdrawnFrom(userId: UserId, now: Date): Promise<WithWithdrawn[]> {
  const since = firstIdAt(now.getTime() - AUDITED_FOR);
  const wrong: WithWithdrawn[] = [];
  for (const row of await allNotifications(userId, since)) {
    const facts = await withdrawnOf(row, now);
    if (facts.length > 0) wrong.push({ row, facts });
  }
  return wrong;
}

/** The id before which a subject does not remember notifications: those that have gone take places too. Empty where it has places left. */
const oldestIn = (ids: readonly string[] = []): string => (ids.length < IDS_KEPT ? '' : (ids.at(-1) ?? ''));

const newestOf = (ids: readonly string[]): string[] => [...new Set(ids)].toSorted().toReversed().slice(0, IDS_KEPT);

/** The notifications of one subject: the ids that its row has, and those that it should have, newest first. */
interface Compared {
  readonly key: SubjectKey;
  readonly ids: readonly string[];
  readonly should: readonly string[];
  readonly empty: readonly StoredNotification[];
}

async function compare(userId: UserId): Promise<Compared[]> {
  const [rows, subjects] = await Promise.all([allNotifications(userId), allSubjects(userId)]);
  const idsOf = new Map(subjects.map(({ kind, subject, ids }) => [`${kind} ${subject}`, ids]));
  return [...Map.groupBy(rows, ({ kind, subject }) => `${kind} ${subject}`)].map(([name, some]) => {
    const [{ kind, subject }] = some as [StoredNotification];
    return {
      key: { userId, kind: kind as NotificationKind, subject },
      ids: idsOf.get(name) ?? [],
      should: newestOf(some.map(({ notificationId }) => notificationId)).filter((id) => id >= oldestIn(idsOf.get(name))),
      empty: some.filter((row) => isEmpty(row) && row.readAt === undefined),
    };
  });
}
