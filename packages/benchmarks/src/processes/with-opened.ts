import type { OnOpened } from '../installation/opened-product.ts';

/** Does some work, and afterwards closes what it opened, in reverse order: also where it fails, or a signal comes. */
export async function withOpened<Result>(
  work: (onOpened: OnOpened) => Promise<Result>,
): Promise<Result> {
  const closing: (() => Promise<void> | void)[] = [];
  const closeAll = async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  };
  const end = () => void closeAll().finally(() => process.exit(1));
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.once(signal, end);
  try {
    return await work((close) => closing.push(close));
  } finally {
    for (const signal of signals) process.off(signal, end);
    await closeAll();
  }
}
