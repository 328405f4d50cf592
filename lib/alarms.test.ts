import { describe, expect, it } from '@jest/globals';
import { ENVIRONMENTS } from './environments.ts';
import { type Alarm, alarmsOn, alarmsOnMetric, metricsOf } from './testing/alarms.ts';
import { logical, type PolicyStatement, synthesized } from './testing/templates.ts';

const NAMES = ENVIRONMENTS.map(({ name }) => name);

/** The metric that shows that a function fails, where it has no alarm of its own. */
const SHOWN_ELSEWHERE: Readonly<Record<string, string>> = {
  'http/not-found': '5xx',
  'triggers/cognito/create-auth-challenge': 'cognito.failed',
  'triggers/cognito/define-auth-challenge': 'cognito.failed',
  'triggers/cognito/pre-sign-up': 'cognito.failed',
  'triggers/cognito/pre-token-generation': 'cognito.failed',
  'triggers/cognito/verify-auth-challenge': 'cognito.failed',
};

describe.each(NAMES)('%s: functions', (name) => {
  it('are watched by one alarm each: on their errors, or on what these cause', () => {
    const sources = synthesized(name).of<{ readonly FunctionName: unknown }>('AWS::Lambda::EventSourceMapping');
    for (const { id, Properties } of synthesized(name).of<{ readonly Description: string }>('AWS::Lambda::Function')) {
      const own = ['Errors', 'AsyncEventsDropped'].flatMap((metric) =>
        alarmsOn(name, metric, 'FunctionName', { Ref: logical(id) }).map(() => metric),
      );
      const [source] = sources.filter(({ Properties: { FunctionName } }) => JSON.stringify(FunctionName).includes(logical(id)));
      const door = Properties.Description;
      if (SHOWN_ELSEWHERE[door]) expect([door, own, alarmsOnMetric(name, SHOWN_ELSEWHERE[door]).length]).toEqual([door, [], 1]);
      else if (door.startsWith('operator/')) expect([door, own]).toEqual([door, []]);
      else if (door.startsWith('schedules/')) expect([door, own]).toEqual([door, ['AsyncEventsDropped']]);
      else if (!source) expect([door, own]).toEqual([door, ['Errors']]);
      // A message that a queue's consumer fails ends in its dead-letter queue, and a stream's reader that fails falls behind; see below.
      else expect([door, own]).toEqual([door, []]);
    }
  });
});

describe.each(NAMES)('%s: alarms', (name) => {
  it('say what users lose, and reach somebody', () => {
    for (const { Properties } of synthesized(name).of<Alarm>('AWS::CloudWatch::Alarm')) {
      expect(Properties.AlarmDescription).toMatch(/^[A-Z].{15,}\.$/);
      expect(Properties.AlarmActions).toHaveLength(1);
    }
  });

  /** Metrics of which one count means that work is lost until somebody acts, or a fault of ours. No single call of a user makes one. */
  const ONE_IS_ENOUGH = [
    'ApproximateNumberOfMessagesVisible',
    'AsyncEventsDropped',
    'InvocationDroppedCount',
    'OnFailureDestinationDeliveredEventCount',
    'event.review',
    'report.unseen',
    'results.refused',
    'upkeep.differences',
    'upkeep.unrepaired',
  ];
  it('read one metric each, a rate two, and no metric twice: CloudWatch charges each, and five times as much for a composite alarm', () => {
    const { of } = synthesized(name);
    const read = of<Alarm>('AWS::CloudWatch::Alarm').map(({ id, Properties }) => ({
      id,
      metrics: metricsOf(Properties),
      Properties,
    }));
    for (const { id, metrics, Properties } of read) expect([id, metrics.length]).toEqual([id, Properties.Metrics ? 2 : 1]);
    const names = read.flatMap(({ id, metrics }) => metrics.map((metric) => JSON.stringify([id.split('/')[0], metric])));
    expect(names.filter((each, i) => names.indexOf(each) < i)).toEqual([]);
    expect(of('AWS::CloudWatch::CompositeAlarm')).toEqual([]);
  });

  it('of functions, queues and readers of the stream are as many as these: no metric of one is watched without a reason', () => {
    const { of } = synthesized(name);
    const sources = of<{ readonly StartingPosition?: string }>('AWS::Lambda::EventSourceMapping');
    const readers = sources.filter(({ Properties }) => Properties.StartingPosition !== undefined);
    const doors = of<{ readonly Description: string }>('AWS::Lambda::Function').map(({ Properties }) => Properties.Description);
    const alone = doors.filter((door) => !door.startsWith('operator/') && !SHOWN_ELSEWHERE[door]).length - sources.length;
    const watched = (dimension: string) =>
      of<Alarm>('AWS::CloudWatch::Alarm').filter(({ Properties }) =>
        metricsOf(Properties).some(({ Dimensions = [] }) => Dimensions.some(({ Name }) => Name === dimension)),
      ).length;
    // A reader falls behind, by its function, or gives records up, by its mapping.
    expect(watched('FunctionName')).toBe(alone + readers.length);
    expect(watched('EventSourceMappingUUID')).toBe(readers.length);
    expect(watched('QueueName')).toBe(sources.length - readers.length);
  });

  it('sound at a rate, or at a level, and not at one failed call', () => {
    const alarms = synthesized(name).of<Alarm>('AWS::CloudWatch::Alarm');
    const single = alarms
      .filter(({ Properties: { Threshold, ComparisonOperator, Metrics, EvaluationPeriods } }) => {
        const isRate = Metrics !== undefined && EvaluationPeriods > 1;
        return !isRate && Threshold === 1 && ComparisonOperator === 'GreaterThanOrEqualToThreshold';
      })
      .flatMap(({ Properties }) => metricsOf(Properties).map(({ MetricName }) => MetricName));
    expect(single.filter((metric) => !ONE_IS_ENOUGH.includes(metric))).toEqual([]);
    const failures = [
      'Errors',
      '5xx',
      'Throttles',
      'ReadThrottleEvents',
      'WriteThrottleEvents',
      'code.refused',
      'cognito.failed',
    ];
    const about = (metric: string) =>
      alarms.filter(({ Properties }) => metricsOf(Properties).some(({ MetricName }) => MetricName === metric));
    for (const { Properties } of failures.flatMap((metric) => {
      expect([metric, about(metric).length > 0]).toEqual([metric, true]);
      return about(metric);
    })) {
      expect(Properties).toMatchObject({ EvaluationPeriods: 3, DatapointsToAlarm: 2 });
    }
  });

  it('watch how long a message takes to few sockets, and how near the account is to what API Gateway takes', () => {
    const [late, ...others] = alarmsOn(name, 'message.posted', 'sockets', 'upTo50');
    expect(others).toEqual([]);
    expect(late?.Properties).toMatchObject({
      ExtendedStatistic: 'p90',
      Threshold: 50,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
    });
    const [busy, ...more] = alarmsOnMetric(name, 'MessageCount');
    expect(more).toEqual([]);
    // 70 % of 10,000 calls a second, for a minute.
    expect(busy?.Properties).toMatchObject({ Statistic: 'Sum', Period: 60, Threshold: 420_000 });
  });

  it('may publish to their topic: alarms of this account over TLS, and nobody else', () => {
    interface TopicPolicy {
      readonly Topics: readonly unknown[];
      readonly PolicyDocument: { readonly Statement: readonly (PolicyStatement & { readonly Sid: string })[] };
    }
    const { of } = synthesized(name);
    const topics = new Set(of('AWS::SNS::Topic').map(({ id }) => logical(id)));
    const policies = of<TopicPolicy>('AWS::SNS::TopicPolicy');
    const actions = of<Alarm>('AWS::CloudWatch::Alarm').flatMap(({ Properties }) => Properties.AlarmActions);
    const { tls } = ENVIRONMENTS.find((each) => each.name === name) ?? {};
    for (const action of new Set(actions.map((each) => JSON.stringify(each)))) {
      const topic = [...topics].find((id) => action.includes(id));
      const statements = policies
        .filter(({ Properties }) => JSON.stringify(Properties.Topics).includes(`"${topic}"`))
        .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
      const Resource = { Ref: topic };
      expect(statements.filter(({ Effect }) => Effect === 'Allow')).toEqual([
        {
          Sid: 'AllowAlarmsOfThisAccount',
          Effect: 'Allow',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Action: 'sns:Publish',
          Resource,
          Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
        },
      ]);
      expect(statements.filter(({ Effect }) => Effect === 'Deny')).toEqual(
        tls
          ? [
              {
                Sid: 'AllowPublishThroughSSLOnly',
                Effect: 'Deny',
                Principal: '*',
                Action: 'sns:Publish',
                Resource,
                Condition: { Bool: { 'aws:SecureTransport': 'false' } },
              },
            ]
          : [],
      );
    }
  });
});
