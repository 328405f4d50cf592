import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { allow, type Binding } from '../constructs/binding.ts';
import { HttpDoor } from '../constructs/http-door.ts';
import { addAlarms, counted } from '../constructs/impact-alarm.ts';
import { ScheduledJob } from '../constructs/scheduled-job.ts';
import type { DomainStackProps } from './domain-stack.ts';

/** Games, prices and results: the jobs that fetch them from the odds provider, and the routes that show them. */
export class SportsDataStack extends Stack {
  constructor(scope: Construct, id: string, { stackName, data, gateway }: DomainStackProps) {
    super(scope, id, { stackName });

    new HttpDoor(this, data, {
      gateway,
      domain: 'events',
      impact: 'Nobody can see events, so nobody knows what to pick.',
      uses: [...data.uses(['GetItem', 'BatchGetItem', 'Query'], { indexes: ['gsi1'] }), data.countsAndMarks, data.signs],
    });

    const { providerUrl, providerKeyParameter, providerCredits } = data.settings;
    const key = this.formatArn({ service: 'ssm', resource: 'parameter', resourceName: providerKeyParameter.slice(1) });
    const uses: readonly Binding[] = [
      ...data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'BatchWriteItem'], { indexes: ['gsi1'] }),
      { environment: { SPORTS_FEED_URL: providerUrl, SPORTS_FEED_CREDITS: String(providerCredits) } },
      { environment: { SPORTS_FEED_KEY_PARAMETER: providerKeyParameter }, allow: allow(['ssm:GetParameter'], key) },
    ];
    const polling = { group: data.clock, when: [['rate(1 minute)', {}]], timeout: Duration.minutes(2), uses } as const;
    new ScheduledJob(this, 'events', data, {
      ...polling,
      door: 'schedules/ingest-events',
      impact: 'New games and prices do not appear, and moved starts are not noticed.',
    });
    new ScheduledJob(this, 'scores', data, {
      ...polling,
      door: 'schedules/ingest-scores',
      impact: 'Results do not arrive, so picks stay unsettled.',
    });

    addAlarms(this, data.alarms, {
      ProviderFailed: {
        impact: 'Games, prices and results are getting old: the odds provider does not answer.',
        metric: counted(data, 'provider.failed', { period: Duration.minutes(15) }),
        threshold: 5,
      },
      ProviderMalformed: {
        impact: 'Some games are missing or stay as they were: the odds provider sent items that cannot be read.',
        metric: counted(data, 'provider.malformed', { period: Duration.minutes(15) }),
        threshold: 5,
      },
      ProviderQuota: {
        impact: 'Games, prices and results will stop soon: the quota of the odds provider is almost used up.',
        metric: counted(data, 'provider.quota.remaining', { statistic: 'Minimum' }),
        below: 500,
      },
      ProviderCreditsThin: {
        impact:
          'Prices of games with open picks get older: the month needs more credits of the odds provider than its budget has.',
        metric: counted(data, 'provider.credits.pace', { statistic: 'Minimum', period: Duration.hours(1) }),
        below: 90,
      },
      ProviderCreditsRefused: {
        impact: 'Prices or results are not asked for: the month has no credits of the odds provider left.',
        metric: counted(data, 'provider.credits.refused', { period: Duration.minutes(15) }),
        threshold: 5,
      },
    });
  }
}
