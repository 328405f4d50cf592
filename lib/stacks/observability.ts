import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { HouseAlarm } from '../constructs/alarm.ts';
import type { Ground } from '../constructs/ground.ts';

const FIVE_MINUTES = Duration.minutes(5);
/** What the code counts (core/platform/log.ts). */
const counted = (metricName: string, statistic = 'Sum', period = FIVE_MINUTES) =>
  new Metric({ namespace: 'YouBet', metricName, statistic, period });
/** Over all functions of the account. */
const lambda = (metricName: string, statistic: string) =>
  new Metric({ namespace: 'AWS/Lambda', metricName, statistic, period: FIVE_MINUTES });

/** What no single function's alarm sees: the business as a whole, and limits that all functions share. */
export class ObservabilityStack extends Stack {
  constructor(scope: Construct, id: string, { ground, ...props }: StackProps & { readonly ground: Ground }) {
    super(scope, id, props);
    const alarms = {
      FeedFailed: {
        impact: 'Games, prices and results are getting old: the sports feed does not answer.',
        metric: counted('feed.failed', 'Sum', Duration.minutes(15)),
        threshold: 5,
      },
      FeedMalformed: {
        impact: 'Some games are missing or stay as they were: the feed sent items that cannot be read.',
        metric: counted('feed.malformed'),
      },
      FeedQuota: {
        impact: 'Games, prices and results will stop soon: the quota of the sports feed is almost used up.',
        metric: counted('feed.quota.remaining', 'Minimum'),
        below: 500,
      },
      PicksInReview: {
        impact: 'Somebody waits for the grade of a pick: the rules cannot grade it, an admin has to look.',
        metric: counted('pick.review'),
      },
      EventsInReview: {
        impact:
          'Picks on a game stay unsettled, or may be graded wrongly: the feed is silent about it or contradicts an admin, or a second admin has to agree.',
        metric: counted('event.review'),
      },
      RecordsRepaired: {
        impact: 'Somebody was shown a wrong record: it did not follow from the ledger, and was corrected.',
        metric: counted('stats.repaired'),
      },
      Throttled: {
        impact: 'Requests are turned away and jobs are late: functions want more concurrency than the account has.',
        metric: lambda('Throttles', 'Sum'),
      },
      Concurrency: {
        impact: 'Requests will be turned away soon: functions use most of the concurrency that the account has.',
        metric: lambda('ConcurrentExecutions', 'Maximum'),
        threshold: ground.settings.concurrency * 0.8,
      },
    };
    for (const [name, alarm] of Object.entries(alarms)) new HouseAlarm(this, name, { ...alarm, topic: ground.alarms });
  }
}
