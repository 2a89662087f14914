// The attacks that this release has to withstand, by number. `attack 40: …` begins the title of a test.

import { provenBy, requirementsOf, type Specification } from '../requirement.ts';

export const attacks: Specification = {
  name: 'Attacks',
  folder: 'attacks',
  requirements: requirementsOf([
    ['attack 40', 'MUST', 'Two client authentication methods in one request'],
    ['attack 41', 'MUST', 'A method that the client is not registered for'],
    ['attack 42', 'MUST', 'Malformed and ambiguous Basic credentials'],
    ['attack 43', 'MUST', 'Public clients with a secret, confidential ones without'],
    ['attack 49', 'MUST', 'Rotated secrets and deleted clients'],
    ['attack 50', 'MUST', 'Grant types that the client may not use'],
    ['attack 51', 'MUST', 'The token endpoint by other methods and media types'],
    ['attack 59', 'MUST', "Revoking somebody else's token"],
    ['attack 60', 'MUST', 'Introspection by whom it does not concern'],
    ['attack 61', 'MUST', 'Changed, cut and extended tokens'],
    ['attack 66', 'MUST', 'Credentials of another project'],
    ['attack 67', 'MUST', 'Equal names in two projects'],
    ['attack 68', 'MUST', 'Choosing a project by a header'],
    ['attack 69', 'MUST', 'Tokens signed by somebody else'],
    ['attack 70', 'MUST', 'Objects of another workspace'],
    ['attack 74', 'MUST', 'Forged pagination cursors'],
    ['attack 75', 'MUST', 'Mixed-up caches and batches'],
    ['attack 76', 'MUST', 'Mixed-up errors'],
    [
      'attack 77',
      'MUST',
      'Reading past row-level security',
      provenBy(
        'the catalogue test and the isolation suite of `packages/database`: it cannot be reached over HTTP',
      ),
    ],
    ['attack 94', 'MUST', 'Other spellings of a path'],
    ['attack 95', 'MUST', 'Operators in place of values'],
    ['attack 96', 'MUST', 'Hostile JSON'],
    ['attack 114', 'MUST', 'Oversized requests'],
    ['attack 115', 'MUST', 'Texts that make patterns slow'],
    [
      'attack 117',
      'MUST',
      'Clocks that differ',
      provenBy('the tests of `packages/token-engine`, which inject a clock'),
    ],
    ['attack 118', 'MUST', 'Secrets in logs, traces and rows'],
    ['attack 119', 'MUST', 'Secrets at rest'],
    ['attack 120', 'MUST', 'Weak keyrings'],
  ]),
};
