import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { buildSync } from 'esbuild';
import { doors } from './constructs/bundle.ts';
import { list, type Statement, synthesized } from './testing/templates.ts';

/** What a call of the SDK takes. Calls of the table are ElectroDB's; what a client secret is enough for takes nothing. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
  SendMessageBatchCommand: ['sqs:SendMessage'],
  GetSecretValueCommand: ['secretsmanager:GetSecretValue'],
  GetParameterCommand: ['ssm:GetParameter'],
  SendEmailCommand: ['ses:SendEmail'],
  PublishCommand: ['sns:Publish'],
  PostToConnectionCommand: ['execute-api:ManageConnections'],
  DeleteConnectionCommand: ['execute-api:ManageConnections'],
  CreateScheduleCommand: ['scheduler:CreateSchedule', 'iam:PassRole'],
  AdminCreateUserCommand: ['cognito-idp:AdminCreateUser'],
  AdminSetUserPasswordCommand: ['cognito-idp:AdminSetUserPassword'],
  AdminUserGlobalSignOutCommand: ['cognito-idp:AdminUserGlobalSignOut'],
  DescribeUserPoolClientCommand: ['cognito-idp:DescribeUserPoolClient'],
  InitiateAuthCommand: [],
  RespondToAuthChallengeCommand: [],
  RevokeTokenCommand: [],
  TransactWriteCommand: [],
};
/** What Lambda itself does in a function's name. */
const LAMBDAS_OWN = /^(logs|xray|dynamodb|s3):|^sqs:(ReceiveMessage|DeleteMessage|GetQueueAttributes)$/;

/** The code that would be deployed, before it is made small: what nobody calls is gone. */
const codeOf = (door: string): string => {
  const { outputFiles } = buildSync({
    entryPoints: [path.resolve('lambdas', `${door}.ts`)],
    bundle: true,
    minifySyntax: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
};
const found = (code: string, pattern: RegExp) => [...new Set([...code.matchAll(pattern)].map(([, name = '']) => name))].sort();

interface Deployed {
  readonly Description: string;
  readonly Environment?: { readonly Variables: Readonly<Record<string, unknown>> };
  readonly Role: { readonly 'Fn::GetAtt': readonly [string, 'Arn'] };
}
const { of } = synthesized('prod');
const functions = new Map(of<Deployed>('AWS::Lambda::Function').map(({ Properties }) => [Properties.Description, Properties]));
const actionsOf = (role: string) =>
  of<{ Roles: readonly [{ Ref: string }]; PolicyDocument: { Statement: readonly Statement[] } }>('AWS::IAM::Policy')
    .filter(({ Properties }) => Properties.Roles[0].Ref === role)
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement.flatMap(({ Action }) => list(Action)));

describe.each(doors())('%s', (door) => {
  const code = codeOf(door);
  const deployed = functions.get(door);

  it('is given the settings that its code asks for, and no others', () => {
    const given = Object.keys(deployed?.Environment?.Variables ?? {});
    expect(given.sort()).toEqual(found(code, /\benv\("([A-Z_]+)"\)/g));
  });

  it('may make the calls that its code makes, and no others', () => {
    const commands = found(code, /\bnew (\w+Command)\(/g);
    expect(Object.keys(TAKES)).toEqual(expect.arrayContaining(commands));
    const may = actionsOf(deployed?.Role['Fn::GetAtt'][0] ?? '').filter((action) => !LAMBDAS_OWN.test(action));
    expect(new Set(may)).toEqual(new Set(commands.flatMap((command) => TAKES[command] ?? [])));
  });
});
