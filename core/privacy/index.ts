/** The export and the deletion of everything that is kept of a person. */
export { deletionPage } from './deletion-page.ts';
export { eraseAgain } from './erase-again.ts';
export { getExport } from './get-export.ts';
export { endLegalHold, placeLegalHold } from './legal-hold.ts';
export { type PersonalDomain, privacyDomain } from './personal-domain.ts';
export { PrivacyTask } from './privacy-message.ts';
export { cancelDeletion, deleteByCode, deleteMe } from './request-deletion.ts';
export { requestExport } from './request-export.ts';
export { runPrivacyTask } from './run-task.ts';
export { startPrivacyTasks } from './start-tasks.ts';
