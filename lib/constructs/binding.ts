import { Reference, Stack, Tokenization } from 'aws-cdk-lib';
import { type IRole, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { acknowledge } from './acknowledge.ts';

/** Calls that a function may make. */
export interface Grant {
  /** By full name, as `sqs:SendMessage`; never a wildcard. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Why a resource is a pattern: what cannot be known when this is deployed. */
  readonly because?: string;
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What a function gets to use a thing: where it is, and just the calls that it makes. The two never come apart. */
export interface Binding {
  readonly environment?: Readonly<Record<string, string>>;
  readonly allow?: Grant;
}

export const allow = (actions: readonly string[], ...resources: readonly string[]): Grant => ({ actions, resources });

/** The only calls that may be allowed on `*`, each with the reason why no resource can be named. */
export const ANYWHERE = {
  'sns:Publish': 'A text message goes to a phone number, which is no resource.',
  'ses:SendEmail': 'Only where the settings say so: the emulator knows no resource for a mail.',
  'xray:PutTraceSegments': 'X-Ray takes segments of no resource.',
  'xray:PutTelemetryRecords': 'X-Ray takes telemetry of no resource.',
} as const;

export const allowAnywhere = (action: keyof typeof ANYWHERE): Grant => ({
  actions: [action],
  resources: ['*'],
  because: ANYWHERE[action],
});

/** To hand a role to a service, and to that service only. */
export const allowPassing = (role: IRole, service: string): Grant => ({
  actions: ['iam:PassRole'],
  resources: [role.roleArn],
  conditions: { StringEquals: { 'iam:PassedToService': service } },
});

/** Allows it, and tells cdk-nag why where a resource is a pattern. Without a reason cdk-nag refuses. */
export function grant(role: Role, { actions, resources, because, conditions }: Grant): void {
  role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources], ...(conditions && { conditions }) }));
  if (because === undefined) return;
  for (const resource of resources) acknowledge(role, { [`AwsSolutions-IAM5[Resource::${nameOf(resource, role)}]`]: because });
}

/** How cdk-nag writes a resource: as the template will have it, a reference as `<Id.Attribute>`, another stack's value as its export. */
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
