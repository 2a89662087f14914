const readyTimeoutMilliseconds = 120_000;

/** Resolves when a process of the product serves; rejects where it ends before, or takes too long. */
export async function waitUntilReady(
  name: string,
  port: number,
  exitCode: () => number | null,
): Promise<void> {
  const deadline = performance.now() + readyTimeoutMilliseconds;
  while (performance.now() < deadline) {
    if (exitCode() !== null) throw new Error(`${name} ended with code ${exitCode()}.`);
    const isReady = await fetch(`http://127.0.0.1:${port}/health/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${name} did not get ready.`);
}
