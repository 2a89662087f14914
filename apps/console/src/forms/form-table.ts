// Every form of the console. It posts to `/forms/{name}`, is answered by a redirect, and works without
// script.

import { createClient, deleteClient, editClient, rotateClientSecret } from './client-forms.ts';
import type { FormAction } from './form-action.ts';
import { acceptInvitation, createInvitation, revokeInvitation } from './invitation-forms.ts';
import { retryJob } from './job-forms.ts';
import { createKey, deleteKey } from './key-forms.ts';
import { removeMember, setRole } from './member-forms.ts';
import { createProject, createWorkspace, deleteProject } from './project-forms.ts';
import { editBranding, editProject, editRegistration, editSignIn } from './settings-forms.ts';
import {
  createWebhook,
  deleteWebhook,
  editWebhook,
  redeliverWebhook,
  rotateWebhookSecret,
  setWebhookState,
  testWebhook,
} from './webhook-forms.ts';

const actions = {
  'create-workspace': createWorkspace,
  'create-project': createProject,
  'edit-project': editProject,
  'edit-branding': editBranding,
  'edit-sign-in': editSignIn,
  'edit-registration': editRegistration,
  'delete-project': deleteProject,
  'create-client': createClient,
  'edit-client': editClient,
  'rotate-client-secret': rotateClientSecret,
  'delete-client': deleteClient,
  'create-key': createKey,
  'delete-key': deleteKey,
  'retry-job': retryJob,
  'create-webhook': createWebhook,
  'edit-webhook': editWebhook,
  'set-webhook-state': setWebhookState,
  'rotate-webhook-secret': rotateWebhookSecret,
  'test-webhook': testWebhook,
  'redeliver-webhook': redeliverWebhook,
  'delete-webhook': deleteWebhook,
  'create-invitation': createInvitation,
  'revoke-invitation': revokeInvitation,
  'accept-invitation': acceptInvitation,
  'set-role': setRole,
  'remove-member': removeMember,
} as const satisfies Readonly<Record<string, FormAction>>;

export type FormName = keyof typeof actions;

/** @returns the action of `/forms/{name}`, or undefined. */
export function findFormAction(name: string): FormAction | undefined {
  return Object.entries(actions).find(([known]) => known === name)?.[1];
}
