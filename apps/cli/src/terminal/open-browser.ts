// Opens the person's browser, without a shell: nothing in an address is ever read as a command.

import { spawn } from 'node:child_process';

function browserCommand(platform: NodeJS.Platform): readonly [program: string, ...string[]] {
  switch (platform) {
    case 'darwin':
      return ['open'];
    case 'win32':
      // What `start` does; that one exists only inside a shell.
      return ['rundll32.exe', 'url.dll,FileProtocolHandler'];
    default:
      return ['xdg-open'];
  }
}

/** Opens an http(s) address; where there is no browser, nothing happens. */
export function openBrowser(address: string): void {
  const [program, ...first] = browserCommand(process.platform);
  const child = spawn(program, [...first, address], { stdio: 'ignore', detached: true });
  child.once('error', () => {});
  child.unref();
}
