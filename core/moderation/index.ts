/** Moderation: reports of people and of what they made, the moderators' decisions on them, bans, tiers and appeals. */
export { appealBan } from './appeal-ban.ts';
export { banPerson, liftBan, setTierOf } from './ban-person.ts';
export { caseOfImage, type StoredCase } from './case.store.ts';
export { decideReport } from './decide-report.ts';
export { listReports } from './list-reports.ts';
export { MEDIA_READERS } from './media-readers.ts';
export { moderationUpkeep } from './moderation.upkeep.ts';
export { reportSubject } from './report-subject.ts';
export { hidingOf } from './subjects.ts';
export { sweepReports } from './sweep-reports.ts';
export { reportManyThreats } from './threats.projection.ts';
