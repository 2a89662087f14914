/** What a command may touch of the process around it. Tests bring their own. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  readonly homeDirectory: string;
  /** Writes to standard output: results only. */
  print(text: string): void;
  /** Writes to standard error: everything else. */
  report(text: string): void;
  /** @returns the next line of standard input without its end, or undefined where the input has ended. */
  readLine(): Promise<string | undefined>;
  /** @returns all that is left of standard input. */
  readAll(): Promise<string>;
  /** Opens an address in the person's browser, where there is one; never fails. */
  openBrowser(address: string): void;
  /** Milliseconds since 1970. */
  now(): number;
}
