import { type CaseAction, type CaseType, REASONS, type ReportReason } from '#schemas/moderation';

/** The severity of an appeal: before spam, after a scam. */
export const APPEAL_SEVERITY = 2;
/** The weight above which reports no longer move a case, in thousandths. */
const MOST_WEIGHT = 999_999_999;
/** A later instant than any decision's, in milliseconds. */
const LAST = 9_999_999_999_999;
/** Milliseconds after which an open case with a reason that alarms has waited too long. */
export const TOO_LONG = 86_400_000;
/** Reporters of an open case after which further reports tell nothing new, unless they are graver than all before. */
export const MOST_REPORTERS = 500;
/** Earlier reports by which a reporter is judged. */
export const REPORTS_JUDGED = 20;

/** A report, as far as its case depends on it. */
interface Counted {
  readonly reason: ReportReason;
  readonly share: number;
  readonly at: string;
}

/** The numbers of a case that follow from its reports. */
export interface CaseNumbers {
  readonly reporters: number;
  readonly weight: number;
  readonly severity: number;
  readonly reasons: readonly { readonly reason: ReportReason; readonly count: number }[];
  readonly alarmSince?: string | undefined;
}
export const NO_REPORTS: CaseNumbers = { reporters: 0, weight: 0, severity: 0, reasons: [] };

/** The numbers with one report more, in whatever order reports come. */
export function withReport(before: CaseNumbers, { reason, share, at }: Counted): CaseNumbers {
  const { severity, alarms } = REASONS[reason];
  const counts = new Map(before.reasons.map((each) => [each.reason, each.count]));
  counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const alarmSince = [before.alarmSince, alarms ? at : undefined].filter((instant) => instant !== undefined).toSorted()[0];
  return {
    reporters: before.reporters + 1,
    weight: before.weight + share,
    severity: Math.max(before.severity, severity),
    reasons: [...counts].map(([name, count]) => ({ reason: name, count })).toSorted((a, b) => (a.reason < b.reason ? -1 : 1)),
    ...(alarmSince !== undefined && { alarmSince }),
  };
}

interface Ordered {
  readonly severity: number;
  readonly weight: number;
  readonly decidedAt?: string | undefined;
}

/** The place of a case in its list, as a text that sorts: an open one by severity and weight, a decided one from the newest decision. */
export const orderOf = ({ severity, weight, decidedAt }: Ordered): string =>
  decidedAt === undefined
    ? `${9 - severity}.${String(MOST_WEIGHT - Math.min(weight, MOST_WEIGHT)).padStart(9, '0')}`
    : String(LAST - Date.parse(decidedAt)).padStart(13, '0');

/**
 * The weight of a reporter's next report, in thousandths, from the actions on the cases of their earlier ones. Half before the first one
 * is decided.
 * @param actions those of decided cases
 */
export function shareOf(actions: readonly CaseAction[]): number {
  const upheld = actions.filter((action) => action === 'hide' || action === 'ban').length;
  return Math.round((1_000 * (upheld + 1)) / (actions.length + 2));
}

interface Decidable {
  readonly subjectType: CaseType;
  readonly status: 'open' | 'decided';
  readonly action?: CaseAction | undefined;
}

/** The actions that a case takes: what an open one may come to, and afterwards only that what was hidden or banned is restored. */
export function actionsOn({ subjectType, status, action }: Decidable): readonly CaseAction[] {
  if (status === 'decided') return subjectType !== 'ban' && (action === 'hide' || action === 'ban') ? ['restore'] : [];
  if (subjectType === 'ban') return ['dismiss', 'restore'];
  return subjectType === 'user' ? ['dismiss', 'ban'] : ['dismiss', 'hide', 'ban'];
}
