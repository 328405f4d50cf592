import {
  confirmStakeLimit,
  coolOff,
  declareRegion,
  exclude,
  getCare,
  getConsents,
  getStakeLimits,
  setConsents,
  setRealityCheck,
  setStakeLimit,
  stateAgeSignal,
} from '#core/care';
import { getProfile } from '#core/graph';
import { statsOf } from '#core/stats';
import { getMe, updateMe } from '#core/users';
import { DeclareRegion, GetCare, StateAgeSignal } from '#schemas/care';
import { GetConsents, SetConsents } from '#schemas/consents';
import { CoolOff, Exclude, SetRealityCheck } from '#schemas/exclusions';
import { ConfirmStakeLimit, GetStakeLimits, SetStakeLimit } from '#schemas/stake-limits';
import { GetMe, GetUser, UpdateMe } from '#schemas/users';
import { http, on } from '../middleware/http.ts';

export const handler = http(
  on(GetMe, ({ actor, now }) => getMe(actor, now)),
  on(UpdateMe, ({ actor, body, now }) => updateMe(actor, body, now)),
  on(GetUser, ({ actor, params, now }) => getProfile(actor, params.user, statsOf, now)),
  on(GetCare, ({ actor, now }) => getCare(actor, now)),
  on(DeclareRegion, ({ actor, body, now }) => declareRegion(actor, body, now)),
  on(StateAgeSignal, ({ actor, params, body, now }) => stateAgeSignal(actor, { ...params, ...body }, now)),
  on(Exclude, ({ actor, body, now }) => exclude(actor, body.term, now)),
  on(CoolOff, ({ actor, body, now }) => coolOff(actor, body.hours, now)),
  on(GetConsents, ({ actor }) => getConsents(actor)),
  on(SetConsents, ({ actor, body, now }) => setConsents(actor, body, now)),
  on(SetRealityCheck, ({ actor, body, now }) => setRealityCheck(actor, body.minutes, now)),
  on(GetStakeLimits, ({ actor, now }) => getStakeLimits(actor, now)),
  on(SetStakeLimit, ({ actor, params, body, now }) => setStakeLimit(actor, { ...params, ...body }, now)),
  on(ConfirmStakeLimit, ({ actor, params, now }) => confirmStakeLimit(actor, params.period, now)),
);
