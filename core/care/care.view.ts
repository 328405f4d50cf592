import type { User } from '#actor';
import { gateRefusal, leastAge, minimumAgeIn, signalsOf } from '#core/gates';
import type { StoredUser } from '#core/users';
import type { CareView } from '#schemas/care';
import { helplineOf } from '#schemas/helplines';
import { GATES } from '#schemas/regions';
import { NO_FACTS } from './standing-rules.ts';

type ClosingCode = NonNullable<CareView['gates'][number]['closedBy']>['code'];

/**
 * The standing of a person as they see it, with the reason for each gate that is closed to them.
 * @param actor with the region that the edge has proven; the rest is read anew, since a token is older than a change
 */
export function careView(actor: User, user: StoredUser, now: Date): CareView {
  const standing = user.standing ?? NO_FACTS;
  const { region = null, timeZone = null, ageSignals = {}, excludedUntil, realityMinutes = null } = standing;
  const ends = excludedUntil !== undefined && excludedUntil > now.toISOString() ? excludedUntil : null;
  const age = leastAge({ dateOfBirth: user.dateOfBirth, timeZone: standing.timeZone, signals: signalsOf(standing) }, now);
  const { declaredRegion: _, excludedUntil: __, ...known } = actor;
  const viewer: User = {
    ...known,
    ...(user.ageVerifiedAt !== undefined && { age }),
    ...(region !== null && { declaredRegion: region }),
    ...(ends !== null && { excludedUntil: ends }),
  };
  const regions = [actor.region, region].filter((one) => typeof one === 'string');
  return {
    region: { proven: actor.region ?? null, declared: region, timeZone },
    age: {
      years: age,
      signals: Object.entries(ageSignals).map(([store, { upper, at }]) => ({
        store: store as keyof typeof ageSignals,
        upper,
        at,
      })),
    },
    gates: GATES.map((gate) => {
      const refusal = gateRefusal(viewer, gate, now);
      return {
        gate,
        minimumAge: regions.length === 0 ? null : minimumAgeIn(regions, gate),
        // gateRefusal() refuses by these codes alone, which the reply is checked against.
        closedBy: refusal && { code: refusal.code as ClosingCode, message: refusal.message },
      };
    }),
    excludedUntil: ends,
    realityMinutes,
    helpline: helplineOf(actor.region ?? region),
  };
}
