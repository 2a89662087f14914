/** Between the engines' whole seconds and the columns' times. */
export function writeSeconds(seconds: number): Date {
  return new Date(seconds * 1000);
}

export function readSeconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
