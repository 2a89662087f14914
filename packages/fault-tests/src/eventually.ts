/** Waits until it holds. @throws where it does not within the time. */
export async function eventually(
  what: string,
  holds: () => Promise<boolean>,
  withinSeconds: number,
): Promise<number> {
  const began = performance.now();
  for (;;) {
    if (await holds().catch(() => false)) return (performance.now() - began) / 1000;
    if (performance.now() - began > withinSeconds * 1000) {
      throw new Error(`After ${withinSeconds} s it did not hold: ${what}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Lets load run for so long, or a client wait before it asks again. */
export function passSeconds(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
