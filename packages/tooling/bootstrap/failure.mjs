/** Something the reader can mend: the message says what happened and what to do, without a stack. */
export class Failure extends Error {
  name = 'Failure';
}
