import { loadEdgeKey } from '#core/media';
import { appealBan, banPerson, decideReport, liftBan, listReports, reportSubject, setTierOf } from '#core/moderation';
import { AppealBan, BanUser, DecideReport, LiftBan, ListReports, ReportSubject, SetTier } from '#schemas/moderation';
import { adminAction } from '../middleware/admin-action.ts';
import { http, on } from '../middleware/http.ts';

export const handler = http(
  on(ReportSubject, ({ actor, body, now }) => reportSubject(actor, body, now)),
  on(ListReports, ({ actor, query, now }) => listReports(actor, query, now)),
  adminAction(DecideReport, ({ actor, params, body, now }) => decideReport(actor, params.caseId, body, now)),
  adminAction(BanUser, ({ actor, params, body, now }) => banPerson(actor, params.user, body, now)),
  adminAction(LiftBan, ({ actor, params, body, now }) => liftBan(actor, params.user, body, now)),
  adminAction(SetTier, ({ actor, params, body, now }) => setTierOf(actor, params.user, body, now)),
  on(AppealBan, ({ actor, body, now }) => appealBan(actor, body, now)),
).before(loadEdgeKey);
