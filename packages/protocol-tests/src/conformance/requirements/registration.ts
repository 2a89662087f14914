import {
  notApplicableBecause,
  provenBy,
  requirementsOf,
  type Specification,
} from '../requirement.ts';

export const rfc7591: Specification = {
  name: 'RFC 7591, Dynamic Client Registration',
  folder: 'rfc7591',
  requirements: requirementsOf([
    ['RFC7591-2-1', 'MUST', 'token_endpoint_auth_method decides whether there is a secret'],
    ['RFC7591-2-2', 'MUST', 'What the server does not understand is ignored'],
    ['RFC7591-2-3', 'MAY', 'A default scope'],
    ['RFC7591-2.3-1', 'MAY', 'Software statements: not accepted'],
    [
      'RFC7591-2.2-1',
      'MAY',
      'Names in several languages',
      notApplicableBecause('a client has one name, and members with a language are not understood'),
    ],
    ['RFC7591-3-1', 'MUST', 'The endpoint, where the project opens it'],
    [
      'RFC7591-3-2',
      'MAY',
      'Initial access tokens',
      notApplicableBecause('registration is open or off; whoever has a key uses /admin/clients'),
    ],
    ['RFC7591-3.2.1-1', 'MUST', '201 with everything that is registered'],
    ['RFC7591-3.2.1-2', 'MUST', 'The client can be used'],
    ['RFC7591-3.2.1-3', 'MUST', 'Nothing stands in it that was not registered'],
    ['RFC7591-3.2.2-1', 'MUST', '400 with the code of the specification'],
    ['RFC7591-5-1', 'SHOULD', 'Limits against registrations without end'],
    [
      'RFC7591-5-2',
      'SHOULD',
      'Limits by address',
      provenBy('the tests of `apps/project-api`, which choose where requests come from'),
    ],
  ]),
};

export const rfc7592: Specification = {
  name: 'RFC 7592, Dynamic Client Registration Management',
  folder: 'rfc7592',
  requirements: requirementsOf([
    ['RFC7592-2-1', 'MUST', '401 where the client does not exist'],
    ['RFC7592-2.1-1', 'MUST', 'Reading'],
    ['RFC7592-2.2-1', 'MUST', 'Replacing as a whole'],
    ['RFC7592-2.2-2', 'MUST', 'Neither id nor secret is chosen by the client'],
    ['RFC7592-2.2-3', 'MAY', 'A new token with every change'],
    ['RFC7592-2.2-4', 'MUST', 'Changes at the same moment'],
    ['RFC7592-2.3-1', 'MUST', 'Deleting'],
    ['RFC7592-3-1', 'MUST', 'The token is a bearer token'],
  ]),
};
