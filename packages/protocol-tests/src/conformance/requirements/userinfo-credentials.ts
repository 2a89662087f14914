import { requirementsOf, type Specification } from '../requirement.ts';

export const userinfoCredentials: Specification = {
  name: 'OpenID Connect UserInfo Verifiable Credentials, draft 00',
  folder: 'userinfo-credentials',
  requirements: requirementsOf([
    ['USERINFOVC-3-1', 'MUST', 'A nonce in the token response'],
    ['USERINFOVC-4-1', 'MUST', 'The credential, for every algorithm that discovery lists'],
    ['USERINFOVC-4-2', 'MUST', 'A fresh nonce for whoever asks'],
    ['USERINFOVC-4-3', 'MUST', 'The proof of possession'],
    ['USERINFOVC-4-4', 'MUST', 'Format and types'],
    ['USERINFOVC-4-5', 'MUST', 'The access token'],
    ['USERINFOVC-5-1', 'MUST', 'A credential passes for no other token'],
  ]),
};
