import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { ANYWHERE, allow, type Binding, grant } from './binding.ts';
import { bundle } from './bundle.ts';
import { failuresTo, leaveFailures } from './failures.ts';
import { ImpactAlarm, metricsNamespace } from './impact-alarm.ts';
import type { SharedResources } from './shared-resources.ts';

/** Properties of a function that do not say how it is watched. */
export interface FunctionProps {
  /** A path under lambdas/ without `.ts`, such as `http/picks`. One file is one function. */
  readonly door: string;
  readonly uses?: readonly Binding[];
  /** Cognito waits for 5 s, the HTTP API for 29 s. Default: the environment's `patience`. */
  readonly timeout?: Duration;
  /** MB; the share of a processor grows with it. Default: 1024. */
  readonly memory?: number;
}

/** A function whose own alarm shows that it fails. */
interface WatchedFunction extends FunctionProps {
  /** One sentence that says what users lose while the function fails. It becomes the alarm's description. */
  readonly impact: string;
  /** No caller waits for the answer. An event that fails three times goes to the failures bucket. */
  readonly asynchronous?: true;
}

/** A function whose failures something else shows, so that an alarm of its own would tell and cost twice. */
interface FunctionShownElsewhere extends FunctionProps {
  /** The alarm or the person that notices that the function fails. */
  readonly shownBy: 'dead letters' | 'the age of the stream' | 'failed sign-ins' | '5xx of the API' | 'the person who invokes it';
}

export type DoorFunctionProps = WatchedFunction | FunctionShownElsewhere;

/** A function with a role of its own that allows only the bindings in `uses`, a log group and, if nothing else shows its errors, an alarm. */
export class DoorFunction extends Construct {
  readonly fn: LambdaFunction;

  constructor(scope: Construct, shared: SharedResources, props: DoorFunctionProps) {
    const { door, uses = [], timeout = Duration.seconds(shared.settings.patience), memory = 1024 } = props;
    const asynchronous = 'asynchronous' in props;
    const name = door.slice(door.lastIndexOf('/') + 1);
    super(scope, name);
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/youbet/${shared.settings.name}/${door}`,
      retention: shared.settings.logRetention,
      removalPolicy: shared.settings.protected ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.fn = new LambdaFunction(this, 'Function', {
      // Tools in local/ and `npm run job` find the function by its description.
      description: door,
      runtime: Runtime.NODEJS_24_X,
      architecture: shared.settings.architecture,
      code: bundle(this, door, shared.settings.binaries),
      handler: 'index.handler',
      role,
      logGroup,
      // Lambda sets a level for its own lines in this format only. Ours are JSON in any case.
      loggingFormat: LoggingFormat.JSON,
      systemLogLevelV2: shared.settings.systemLogs,
      timeout,
      memorySize: memory,
      ...(door in shared.settings.reserved && { reservedConcurrentExecutions: shared.settings.reserved[door] }),
      tracing: shared.settings.tracing,
      environment: Object.assign({ METRICS_NAMESPACE: metricsNamespace(shared) }, ...uses.map(({ environment }) => environment)),
    });
    // The CDK adds these two grants for tracing.
    acknowledge(role, { 'AwsSolutions-IAM5[Resource::*]': ANYWHERE['xray:PutTraceSegments'] });
    const own: readonly Binding[] = [
      { allow: allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn) },
      ...(asynchronous ? leaveFailures(shared) : []),
    ];
    for (const use of [...own, ...uses]) if (use.allow) grant(role, use.allow);
    if (asynchronous) {
      this.fn.configureAsyncInvoke({ retryAttempts: 2, maxEventAge: Duration.hours(1), onFailure: failuresTo(shared) });
    }
    if ('shownBy' in props) return;
    // An event that Lambda gave up after its retries. Of other calls, crashes and timeouts: a caller's failures are answers (5xx).
    const errors = asynchronous
      ? { metric: this.fn.metric('AsyncEventsDropped', { statistic: 'Sum' }) }
      : ({ metric: this.fn.metricErrors(), threshold: shared.settings.crashes, lasting: true } as const);
    new ImpactAlarm(this, 'Errors', { ...errors, impact: props.impact, topic: shared.alarms });
  }
}
