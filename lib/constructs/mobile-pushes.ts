import type { Stack } from 'aws-cdk-lib';
import type { Environment } from '../environments.ts';
import { allow, type Binding } from './binding.ts';

/** The bindings of a function that sends to mobile devices by the platform applications of SNS. */
export function mobilePushes(stack: Stack, { mobileApplications }: Environment): readonly Binding[] {
  const arn = (resource: string, resourceName: string) => stack.formatArn({ service: 'sns', resource, resourceName });
  const { ios, android } = mobileApplications;
  return [
    {
      environment: { MOBILE_APPLICATION_IOS: arn('app', ios), MOBILE_APPLICATION_ANDROID: arn('app', android) },
      allow: allow(['sns:CreatePlatformEndpoint'], arn('app', ios), arn('app', android)),
    },
    {
      allow: {
        ...allow(
          ['sns:Publish', 'sns:SetEndpointAttributes', 'sns:DeleteEndpoint'],
          arn('endpoint', `${ios}/*`),
          arn('endpoint', `${android}/*`),
        ),
        because: 'Each device is an endpoint of its own.',
      },
    },
  ];
}
