// The first file that runs, perhaps on a Node far too old: only syntax that every Node with ES
// modules reads, and no import before the version is known to do.

const oldestNode = [20, 19];

/** One sentence that refuses `version`, or undefined where that Node will do. */
export function refuseNode(version) {
  const parts = version.split('.').map(Number);
  const [major, minor] = oldestNode;
  if (parts[0] > major || (parts[0] === major && parts[1] >= minor)) return undefined;
  return (
    'Gatehouse needs Node ' +
    major +
    '.' +
    minor +
    ' or later, and this is Node ' +
    version +
    ': install a newer Node and run the command again.'
  );
}

/**
 * Runs a command of the bootstrap. A `Failure` ends it with its sentence and exit code 1; anything
 * else is a fault of ours and keeps its stack.
 */
export function enter(loadCommand) {
  const refusal = refuseNode(process.versions.node);
  if (refusal !== undefined) {
    console.error(refusal);
    process.exit(1);
  }
  loadCommand()
    .then((command) => command())
    .catch((error) => {
      console.error(error.name === 'Failure' ? error.message : error);
      process.exit(1);
    });
}
