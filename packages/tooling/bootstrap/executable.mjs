import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { Failure } from './failure.mjs';
import { inRoot, productNode } from './places.mjs';

/** Refuses a repository on a file system that runs no programs, before anything is installed. */
export function checkProgramsMayRun() {
  if (process.platform === 'win32') return;
  const probe = inRoot('node_modules', `.run-probe-${process.pid}`);
  try {
    mkdirSync(inRoot('node_modules'), { recursive: true });
    writeFileSync(probe, '#!/bin/sh\nexit 0\n');
    chmodSync(probe, 0o755);
  } catch (error) {
    throw new Failure(
      `The repository ${inRoot()} cannot be written to (${error.code}): make it writable for this user.`,
    );
  }
  const { error } = spawnSync(probe, { stdio: 'ignore' });
  rmSync(probe, { force: true });
  if (error) throw new Failure(explainProgram(inRoot('node_modules'), error));
}

/** Refuses an installed Node that does not run on this machine. */
export const checkProductNode = () => checkProgram(productNode);

/** Refuses a program that cannot even tell its version. */
export function checkProgram(file) {
  const { error, status, signal } = spawnSync(file, ['--version'], { stdio: 'ignore' });
  if (!error && status === 0) return;
  throw new Failure(
    explainProgram(file, error ?? { message: `it ended with ${signal ?? status}` }),
  );
}

/**
 * Why a program did not run, and what to do.
 * @param {{ code?: string, message: string }} error
 */
export function explainProgram(file, error) {
  if (error.code === 'EACCES' || error.code === 'EPERM') {
    return `${file} may not be run: the folder is probably mounted with noexec, so move the repository to one that allows programs.`;
  }
  if (error.code === 'ENOENT') {
    return `${file} is missing, or this system lacks its C library (glibc): remove node_modules and run the command again.`;
  }
  return `${file} does not run on this machine (${error.code ?? error.message}): it was probably installed on another kind of machine, so remove node_modules and run the command again.`;
}
