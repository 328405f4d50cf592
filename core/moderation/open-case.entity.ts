import { entity, primary } from '#data/entity';
import { ReportableType } from '#schemas/moderation';

/** The open case of a thing. One item for each thing makes it one case, whoever reports it first. */
export const openCaseEntity = entity('opencase', {
  attributes: {
    subjectType: { type: ReportableType.options, required: true, readOnly: true },
    subjectId: { type: 'string', required: true, readOnly: true },
    caseId: { type: 'string', required: true },
  },
  indexes: { primary: primary(['subjectType', 'subjectId']) },
});
