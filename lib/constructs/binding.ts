import { Reference, Stack, Tokenization } from 'aws-cdk-lib';
import { type IRole, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { acknowledge } from './acknowledge.ts';

/** Calls that a function may make. */
export interface Grant {
  /** Full names such as `sqs:SendMessage`, without wildcards. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** The reason why a resource is a pattern: the part of its name that is unknown at deployment. */
  readonly because?: string;
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Access to one resource: the environment variables that name it, and the calls that the function makes to it. */
export interface Binding {
  readonly environment?: Readonly<Record<string, string>>;
  readonly allow?: Grant;
}

export const allow = (actions: readonly string[], ...resources: readonly string[]): Grant => ({ actions, resources });

/** The only calls that may be allowed on `*`, each with the reason why no resource can be named. */
export const ANYWHERE = {
  'sns:Publish': 'A text message goes to a phone number, which is not a resource.',
  'ses:SendEmail': 'Only on the emulator, which knows no resource and no sender of a mail.',
  'guardduty:SendObjectMalwareScan': 'The call names a bucket, which is not a resource of GuardDuty.',
  'xray:PutTraceSegments': 'X-Ray segments have no resource.',
  'xray:PutTelemetryRecords': 'X-Ray telemetry has no resource.',
} as const;

export const allowAnywhere = (action: keyof typeof ANYWHERE): Grant => ({
  actions: [action],
  resources: ['*'],
  because: ANYWHERE[action],
});

/** Allows a function to hand `role` to one service. */
export const allowPassing = (role: IRole, service: string): Grant => ({
  actions: ['iam:PassRole'],
  resources: [role.roleArn],
  conditions: { StringEquals: { 'iam:PassedToService': service } },
});

/** Adds the grant to a role, and gives cdk-nag the reason for a pattern. Without a reason cdk-nag fails the synthesis. */
export function grant(role: Role, { actions, resources, because, conditions }: Grant): void {
  role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources], ...(conditions && { conditions }) }));
  if (because === undefined) return;
  for (const resource of resources) acknowledge(role, { [`AwsSolutions-IAM5[Resource::${nameOf(resource, role)}]`]: because });
}

/** The name of a resource in cdk-nag's findings: a reference is `<Id.Attribute>`, a value of another stack is its export's name. */
function nameOf(resource: string, role: Role): string {
  const here = Stack.of(role);
  const named = Tokenization.reverseString(resource).mapTokens({
    mapToken: (token) => {
      const home = Reference.isReference(token) ? Stack.of(token.target) : here;
      const value = here.resolve(home === here ? token : home.exportValue(token));
      return value['Fn::ImportValue'] ?? `<${value.Ref ?? value['Fn::GetAtt'].join('.')}>`;
    },
  });
  return named.join({ join: (left, right) => `${left ?? ''}${right ?? ''}` });
}
