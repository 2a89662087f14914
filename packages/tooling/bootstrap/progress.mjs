const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const clearLine = '\r\x1b[2K';
const frameMilliseconds = 120;
const plainLineMilliseconds = 10_000;

export const seconds = (milliseconds) =>
  milliseconds < 9_950
    ? `${(milliseconds / 1000).toFixed(1)} s`
    : `${Math.round(milliseconds / 1000)} s`;

/**
 * Shows that work goes on: one live line on a terminal; elsewhere a line at the start and another
 * every ten seconds, so that a log stays readable.
 * @param {string} title what is being done, as in "Installing"
 * @param {NodeJS.WriteStream} [stream]
 */
export function showProgress(title, stream = process.stdout) {
  const startedAt = Date.now();
  let detail = '';
  let frame = 0;
  const elapsed = () => Date.now() - startedAt;
  const text = () => `${title} …${detail === '' ? '' : ` ${detail}`}`;
  const live = () => {
    frame = (frame + 1) % frames.length;
    const line = `${frames[frame]} ${text()}  ${seconds(elapsed())}`;
    stream.write(clearLine + line.slice(0, (stream.columns ?? 80) - 1));
  };
  const plain = () => stream.write(`${text()} (${seconds(elapsed())})\n`);

  if (!stream.isTTY) stream.write(`${text()}\n`);
  const timer = setInterval(
    stream.isTTY ? live : plain,
    stream.isTTY ? frameMilliseconds : plainLineMilliseconds,
  );

  return {
    /** Says how far the work is. */
    detail(words) {
      detail = words;
    },
    /** Ends the line with what was done, as in "Installed", and how long it took. */
    end(words) {
      clearInterval(timer);
      if (stream.isTTY) stream.write(clearLine);
      stream.write(`${words} (${seconds(elapsed())})\n`);
    },
  };
}
