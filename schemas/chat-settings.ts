import * as z from 'zod';
import { contract } from './contract.ts';

export const ChatSettings = z
  .strictObject({
    presence: z.boolean().meta({ description: 'Contacts and fellow members see if you are there, and you see it of them.' }),
    receipts: z.boolean().meta({ description: 'Others see what you have got and read, and you see it of them.' }),
    previews: z.boolean().meta({ description: 'Mobile pushes show the beginning of a message.' }),
  })
  .meta({ id: 'ChatSettings' });
export type ChatSettings = z.infer<typeof ChatSettings>;

const shared = {
  path: '/api/v1/conversations/settings',
  tag: 'messaging',
  access: 'user',
  replies: { 200: ChatSettings },
} as const;

export const GetChatSettings = contract({
  ...shared,
  name: 'GetChatSettings',
  method: 'GET',
  summary: 'The things that others learn of you in conversations.',
  errors: [],
  limits: [{ calls: 120, seconds: 60, over: 'reading' }],
});

export const SetChatSettings = contract({
  ...shared,
  name: 'SetChatSettings',
  method: 'PUT',
  summary: 'Choose what others learn of you in conversations. All is on at first.',
  body: ChatSettings,
  errors: [],
  limits: [{ calls: 30, seconds: 60, youngCalls: 7, over: 'edits' }],
});
