import { notApplicableBecause, requirementsOf, type Specification } from '../requirement.ts';

export const rfc7523: Specification = {
  name: 'RFC 7521 and RFC 7523, JWT Bearer Grant',
  folder: 'rfc7523',
  requirements: requirementsOf([
    ['RFC7521-4.1-1', 'MUST', 'No more scope than the assertion may be used for'],
    ['RFC7521-4.1-2', 'MUST', 'The client is authorized for the grant'],
    ['RFC7523-2.1-1', 'MUST', 'An access token for an assertion'],
    ['RFC7523-2.1-2', 'MAY', 'A scope'],
    ['RFC7523-2.1-3', 'MUST', 'Discovery names the grant'],
    [
      'RFC7523-2.2-1',
      'MAY',
      'JWTs that authenticate clients',
      notApplicableBecause('private_key_jwt is not offered yet, and discovery does not name it'),
    ],
    ['RFC7523-3-1', 'MUST', 'iss and sub, of somebody who is trusted'],
    ['RFC7523-3-2', 'MAY', 'Any subject'],
    ['RFC7523-3-3', 'MUST', 'aud is this authorization server'],
    ['RFC7523-3-4', 'MUST', 'Required claims'],
    ['RFC7523-3-5', 'MUST', 'Times'],
    ['RFC7523-3-6', 'MAY', 'A bound for the lifetime'],
    ['RFC7523-3.1-1', 'MUST', 'The end of the trust'],
    ['RFC7523-3.1-2', 'SHOULD', 'Tokens end with what they were given for'],
  ]),
};
