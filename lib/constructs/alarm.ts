import { Alarm, type AlarmProps, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

const { GREATER_THAN_OR_EQUAL_TO_THRESHOLD, LESS_THAN_THRESHOLD } = ComparisonOperator;

export interface HouseAlarmProps extends Pick<AlarmProps, 'metric'> {
  /** What users lose while this is so: one sentence, the first thing that the one who is woken up reads. */
  readonly impact: string;
  /** At least one, unless said otherwise. */
  readonly threshold?: number;
  /** Instead: fewer than this. */
  readonly below?: number;
  readonly topic: ITopic;
}

/** An alarm that says whom it matters to. No data is good news. */
export class HouseAlarm extends Construct {
  constructor(scope: Construct, id: string, { metric, impact, threshold = 1, below, topic }: HouseAlarmProps) {
    super(scope, id);
    new Alarm(this, 'Resource', {
      metric,
      threshold: below ?? threshold,
      evaluationPeriods: 1,
      comparisonOperator: below === undefined ? GREATER_THAN_OR_EQUAL_TO_THRESHOLD : LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: impact,
    }).addAlarmAction(new SnsAction(topic));
  }
}
