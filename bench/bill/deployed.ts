/** The parts of the production templates that cost by themselves, whatever the traffic is. */
export interface Deployed {
  /** MB of each function, by its door. */
  readonly functions: Readonly<Record<string, number>>;
  /** The number of functions that trace every call they sample. */
  readonly traced: number;
  /** Metrics that alarms read: each one is charged. */
  readonly alarmMetrics: number;
  /** Queues that Lambda polls. */
  readonly polledQueues: number;
  readonly keys: number;
  readonly secrets: number;
}

/** Lists the resources of a type. */
type ResourcesOf = <Properties>(type: string) => readonly { readonly Properties: Properties }[];

interface LambdaFunction {
  readonly Description?: string;
  readonly MemorySize?: number;
  readonly TracingConfig?: { readonly Mode: string };
}
interface Alarm {
  readonly Metrics?: readonly { readonly MetricStat?: object }[];
}

/** Lambda's own default, in MB. */
const SMALLEST = 128;

/** Reads them from the templates of an environment. */
export function deployedIn(of: ResourcesOf): Deployed {
  const functions = of<LambdaFunction>('AWS::Lambda::Function').map(({ Properties }) => Properties);
  const doors = functions.filter(({ Description = '' }) => /^[a-z]+\//.test(Description));
  const alarms = of<Alarm>('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
  const sources = of<{ readonly StartingPosition?: string }>('AWS::Lambda::EventSourceMapping');
  return {
    functions: Object.fromEntries(
      doors.map(({ Description = '', MemorySize = SMALLEST }) => [Description, MemorySize] as const).toSorted(),
    ),
    traced: functions.filter(({ TracingConfig }) => TracingConfig?.Mode === 'Active').length,
    alarmMetrics: alarms.reduce((sum, { Metrics }) => sum + (Metrics?.filter(({ MetricStat }) => MetricStat).length ?? 1), 0),
    polledQueues: sources.filter(({ Properties }) => Properties.StartingPosition === undefined).length,
    keys: of('AWS::KMS::Key').length,
    secrets: of('AWS::SecretsManager::Secret').length,
  };
}
