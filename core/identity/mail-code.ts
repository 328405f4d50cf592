import type { CodeSender } from './code-sender.ts';
import { sendMail } from './send-mail.ts';

/** Sends a code by e-mail. */
export const mailCode: CodeSender = (address, code) =>
  sendMail(address, {
    subject: 'Your YouBet code',
    text: `Your YouBet code is ${code}.\n\nIt is good for 10 minutes and works once. We never ask for it.\nIf you did not ask for a code, ignore this message.`,
  });
