import { Alarm, type AlarmProps, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface HouseAlarmProps extends Pick<AlarmProps, 'metric'> {
  /** What users lose while this is so: one sentence, the first thing that the one who is woken up reads. */
  readonly impact: string;
  /** At least one, over one period, unless said otherwise. */
  readonly threshold?: number;
  readonly periods?: number;
  readonly topic: ITopic;
}

/** An alarm that says whom it matters to. No data is good news. */
export class HouseAlarm extends Construct {
  constructor(scope: Construct, id: string, { metric, impact, threshold = 1, periods = 1, topic }: HouseAlarmProps) {
    super(scope, id);
    new Alarm(this, 'Resource', {
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: impact,
    }).addAlarmAction(new SnsAction(topic));
  }
}
